#include "lm/context_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "core/message.h"
#include "core/target_clones.h"
#include "lm/section_file.h"

namespace codau::lm {
namespace {

/// Packed units of a row, 2 · half (context_format.h), and the value of one step.
struct Row {
  const std::uint8_t* units = nullptr;
  int scale = 0;
};

/// Rows that are added at once.
class RowList {
 public:
  static constexpr std::size_t kMaxRows = 2 * kNearPositions + kNgramOffsets.size();

  /// Adds a row, except a row of zeros.
  void push(const Row& row) {
    if (row.scale != 0) rows_.at(size_++) = row;
  }
  [[nodiscard]] std::span<const Row> all() const { return {rows_.data(), size_}; }

 private:
  std::array<Row, kMaxRows> rows_;
  std::size_t size_ = 0;
};

constexpr std::size_t kRowBlockBytes = 32;  ///< bytes of a row: 64 units, which stay in registers
constexpr std::size_t kLanes = 16;
using Lanes = std::int16_t __attribute__((vector_size(kLanes * sizeof(std::int16_t))));
using Bytes = std::int8_t __attribute__((vector_size(kLanes)));

/// Adds `rows` to `sum` with wrap-around, so the order does not matter. Precondition:
/// kRowBlockBytes divides `half`.
CODAU_CLONE_FOR_AVX2 void add_rows(std::int16_t* sum, std::span<const Row> rows, std::size_t half) {
  constexpr std::size_t kVectorsPerBlock = kRowBlockBytes / kLanes;
  for (std::size_t at = 0; at < half; at += kRowBlockBytes) {
    Lanes low[kVectorsPerBlock], high[kVectorsPerBlock];
    for (std::size_t i = 0; i < kVectorsPerBlock; ++i) {
      std::memcpy(&low[i], sum + at + i * kLanes, sizeof low[i]);
      std::memcpy(&high[i], sum + half + at + i * kLanes, sizeof high[i]);
    }
    for (const Row& row : rows) {
      const auto scale = static_cast<std::int16_t>(row.scale);
      for (std::size_t i = 0; i < kVectorsPerBlock; ++i) {
        Bytes packed;
        std::memcpy(&packed, row.units + at + i * kLanes, sizeof packed);
        const Lanes both = __builtin_convertvector(packed, Lanes);
        low[i] += ((both << 12) >> 12) * scale;
        high[i] += (both >> 4) * scale;
      }
    }
    for (std::size_t i = 0; i < kVectorsPerBlock; ++i) {
      std::memcpy(sum + at + i * kLanes, &low[i], sizeof low[i]);
      std::memcpy(sum + half + at + i * kLanes, &high[i], sizeof high[i]);
    }
  }
}

CODAU_CLONE_FOR_AVX2 std::int32_t dot_product(const std::int16_t* units, const std::int8_t* row,
                                              std::size_t size) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += units[i] * std::int32_t{row[i]};
  return sum;
}

constexpr int kGateSteps = 1536;  ///< sigmoid by table: 8 at each side of zero, in kHiddenStep
constexpr int kMaxUnit = 16384;   ///< 512 units of this by rows of 127 stay in 32 bits
constexpr int kMaxTopicUnit = 20000;

/// Computes units[k] = hidden[k] · sigmoid(hidden[half + k]); `gates` comes from make_gate_table().
CODAU_CLONE_FOR_AVX2 void gate_units(const std::int16_t* hidden, const std::int32_t* gates,
                                     std::int16_t* units, std::size_t half) {
  for (std::size_t k = 0; k < half; ++k) {
    const int at = std::clamp<int>(hidden[half + k], -kGateSteps, kGateSteps) + kGateSteps;
    const int unit = hidden[k] * gates[at] / 256;
    units[k] = static_cast<std::int16_t>(std::clamp(unit, -kMaxUnit, kMaxUnit));
  }
}

/// Returns round(256 · sigmoid(i · kHiddenStep)) for |i| ≤ kGateSteps.
std::vector<std::int32_t> make_gate_table() {
  std::vector<std::int32_t> out;
  for (int i = -kGateSteps; i <= kGateSteps; ++i) {
    const double x = static_cast<double>(i) * static_cast<double>(kHiddenStep);
    out.push_back(static_cast<std::int32_t>(std::lround(256.0 / (1.0 + std::exp(-x)))));
  }
  return out;
}

}  // namespace

struct ContextModel::Tables {
  Tables(const std::string& path, std::uint32_t vocabulary)
      : file(path, kContextFormat), gates(make_gate_table()) {
    read_header(vocabulary);
    fold_of = array<std::uint16_t>(ContextSection::kFolds, words);
    near = rows(ContextSection::kNearRows, kNearPositions * folds);
    forms = rows(ContextSection::kFormRows, kNearPositions * kFormCount);
    ngrams = rows(ContextSection::kNgramRows, std::size_t{1} << log_rows);
    topics = rows(ContextSection::kTopicRows, folds);
    bias = array<std::int16_t>(ContextSection::kBias, hidden);
    word_rows = array<std::int8_t>(ContextSection::kWordRows, words * hidden / 2);
    word_bias = array<float>(ContextSection::kWordBias, words);
  }

  void read_header(std::uint32_t vocabulary) {
    hidden = file.field(0);
    log_rows = file.field(1);
    folds = file.field(2);
    words = file.field(3);
    if (hidden == 0 || hidden > 1024 || hidden % 64 != 0 || log_rows > 24 || folds <= kFirstFold ||
        folds > 0xFFFF || words > 0xFFFF) {
      file.fail_header();
    }
    if (words != vocabulary)
      file.fail(both("thuộc mô hình ngôn ngữ khác; dùng các mô hình của cùng phiên bản",
                     "made for another language model; train them together"));
  }

  template <class T>
  [[nodiscard]] std::span<const T> array(ContextSection which, std::size_t size) const {
    const auto section = static_cast<std::size_t>(which);
    if (file.section(section).size() != size * sizeof(T)) file.fail_header();
    return file.array<T>(section);
  }

  /// Rows of hidden units, and their scales, which are the next section.
  struct Rows {
    std::span<const std::uint8_t> units, scales;
  };
  [[nodiscard]] Rows rows(ContextSection which, std::size_t count) const {
    const auto scales = static_cast<ContextSection>(static_cast<std::uint32_t>(which) + 1);
    return {array<std::uint8_t>(which, count * hidden / 2), array<std::uint8_t>(scales, count)};
  }
  [[nodiscard]] Row row(const Rows& from, std::size_t at, int sign = 1) const {
    return {&from.units[at * (hidden / 2)], sign * from.scales[at]};
  }

  /// Returns the rows of the tokens and n-grams around `position` of `text`.
  [[nodiscard]] RowList rows_near(std::span<const ContextToken> text, std::size_t position) const {
    RowList out;
    for (std::size_t p = 0; p < kNearPositions; ++p) {
      const auto at = static_cast<std::ptrdiff_t>(position + p) - kNearTokens;
      const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(text.size());
      const ContextToken token =
          inside ? text[static_cast<std::size_t>(at)] : ContextToken{kParagraphFold, 0};
      out.push(row(near, p * folds + token.fold));
      out.push(row(forms, p * kFormCount + token.form));
    }
    for (std::size_t i = 0; i < kNgramOffsets.size(); ++i) {
      out.push(row(ngrams, hash_ngram(text, position, i, log_rows)));
    }
    return out;
  }
  /// Prefetches the rows, which are scattered over large tables.
  void prefetch(const RowList& list) const {
    constexpr std::size_t kCacheLineBytes = 64;
    for (const Row& row : list.all()) {
      for (std::size_t k = 0; k < hidden / 2; k += kCacheLineBytes)
        __builtin_prefetch(row.units + k);
    }
  }

  SectionFile file;
  std::size_t hidden = 0, folds = 0, words = 0;
  unsigned log_rows = 0;
  std::vector<std::int32_t> gates;
  std::span<const std::uint16_t> fold_of;
  Rows near, forms, ngrams, topics;
  std::span<const std::int8_t> word_rows;
  std::span<const std::int16_t> bias;
  std::span<const float> word_bias;
};

ContextModel::ContextModel(const char* path, std::uint32_t words)
    : tables_(std::make_unique<Tables>(path, words)) {}
ContextModel::~ContextModel() = default;
ContextModel::ContextModel(ContextModel&&) noexcept = default;
ContextModel& ContextModel::operator=(ContextModel&&) noexcept = default;

void ContextModel::verify() const { tables_->file.verify(kContextSectionCount); }
void ContextModel::copy_into_memory() noexcept { tables_->file.copy_into_memory(); }

std::uint16_t ContextModel::fold_of(WordId word) const noexcept {
  const std::uint16_t fold = tables_->fold_of[word];
  return fold < tables_->folds ? fold : kUnknownFold;
}

std::pair<WordId, WordId> ContextModel::same_fold_words(WordId word) const noexcept {
  const std::span<const std::uint16_t> folds = tables_->fold_of;
  std::size_t begin = word, end = word;
  while (begin > 0 && folds[begin - 1] == folds[word]) --begin;
  while (end < folds.size() && folds[end] == folds[word]) ++end;
  return {static_cast<WordId>(begin), static_cast<WordId>(end)};
}

ContextScorer::ContextScorer(const ContextModel& model, std::vector<ContextToken> text)
    : model_(model),
      text_(std::move(text)),
      topic_sum_(model.tables_->hidden),
      topic_(model.tables_->hidden),
      hidden_(model.tables_->hidden),
      units_(model.tables_->hidden / 2) {}

void ContextScorer::set_fold(std::size_t position, std::uint16_t fold) {
  text_[position].fold = fold;
  segment_ = SIZE_MAX;
}

/// Adds the rows of tokens [begin, end) to topic_sum_, `sign` times.
void ContextScorer::add_topic_rows(std::size_t begin, std::size_t end, int sign) {
  const ContextModel::Tables& t = *model_.tables_;
  while (begin < end) {
    const std::size_t stop = std::min(end, begin + kSegmentTokens);
    RowList list;
    for (; begin < stop; ++begin) list.push(t.row(t.topics, text_[begin].fold, sign));
    std::fill(hidden_.begin(), hidden_.end(), std::int16_t{0});
    add_rows(hidden_.data(), list.all(), t.hidden / 2);
    for (std::size_t k = 0; k < t.hidden; ++k) topic_sum_[k] += hidden_[k];
  }
}

/// Sums the rows of all tokens near `segment`; updates the previous sum if that segment is near.
void ContextScorer::update_topic(std::size_t segment) {
  const ContextModel::Tables& t = *model_.tables_;
  const std::size_t first = segment * kSegmentTokens;
  const std::size_t begin = first - std::min(first, kTopicTokens);
  const std::size_t end = std::min(text_.size(), first + kSegmentTokens + kTopicTokens);
  const bool overlaps = begin >= topic_begin_ && begin < topic_end_ && end >= topic_end_;
  if (segment_ == SIZE_MAX || !overlaps) {
    std::fill(topic_sum_.begin(), topic_sum_.end(), 0);
    topic_begin_ = topic_end_ = begin;
  }
  add_topic_rows(topic_begin_, begin, -1);
  add_topic_rows(topic_end_, end, 1);
  topic_begin_ = begin;
  topic_end_ = end;
  segment_ = segment;
  for (std::size_t k = 0; k < t.hidden; ++k) {
    const int topic = t.bias[k] + topic_sum_[k] / kTopicDivisor;
    topic_[k] = static_cast<std::int16_t>(std::clamp(topic, -kMaxTopicUnit, kMaxTopicUnit));
  }
}

void ContextScorer::score_words(std::size_t position, WordId first, std::span<float> out) {
  const ContextModel::Tables& t = *model_.tables_;
  const std::uint16_t before = std::exchange(text_[position].fold, model_.fold_of(first));
  const RowList near_rows = t.rows_near(text_, position);
  text_[position].fold = before;
  if (position != prefetched_) t.prefetch(near_rows);
  prefetched_ = position + 1;  // likely asked for next
  if (prefetched_ < text_.size()) t.prefetch(t.rows_near(text_, prefetched_));
  if (position / kSegmentTokens != segment_) update_topic(position / kSegmentTokens);
  hidden_ = topic_;
  add_rows(hidden_.data(), near_rows.all(), t.hidden / 2);
  const std::size_t half = units_.size();
  gate_units(hidden_.data(), t.gates.data(), units_.data(), half);
  float highest = -1e30F;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::int32_t sum = dot_product(units_.data(), &t.word_rows[(first + i) * half], half);
    out[i] = static_cast<float>(sum) * (kHiddenStep * kWordRowStep) + t.word_bias[first + i];
    highest = std::max(highest, out[i]);
  }
  float total = 0;
  for (const float score : out) total += std::exp(score - highest);
  const float log_total = highest + std::log(total);
  for (float& score : out) score -= log_total;
}

}  // namespace codau::lm
