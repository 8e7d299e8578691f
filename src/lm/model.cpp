#include "lm/model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "core/message.h"
#include "lm/section_file.h"

namespace codau::lm {
namespace {

template <class T>
T read_at(const char* bytes, std::size_t offset) {
  T value{};
  std::memcpy(&value, bytes + offset, sizeof value);
  return value;
}

/// Returns the number of marked places before `place`; kNoNode if `place` is not marked. Each 64
/// places have kMarkBytes of `marks`, in the layout of format.h.
std::uint32_t rank(const char* marks, std::uint32_t place) {
  const std::size_t at = std::size_t{place / 64} * kMarkBytes;
  const auto bits = read_at<std::uint64_t>(marks, at);
  const std::uint64_t bit = std::uint64_t{1} << (place % 64);
  if ((bits & bit) == 0) return kNoNode;
  return read_at<std::uint32_t>(marks, at + 8) +
         static_cast<std::uint32_t>(std::popcount(bits & (bit - 1)));
}

/// Siblings: entries [begin, end) of a level.
struct Siblings {
  std::uint32_t begin = 0, end = 0;
};

/// The entries of one level of the trie. Trusts nothing but the sizes of its arrays.
struct Level {
  const char* entries = nullptr;
  std::uint32_t size = 0;
  const char* marks = nullptr;
  std::span<const std::uint32_t> nodes;
  std::span<const float> codes;

  [[nodiscard]] WordId word(std::uint32_t entry) const {
    return read_at<WordId>(entries, entry * kEntryBytes);
  }
  [[nodiscard]] float prob(std::uint32_t entry) const {
    return codes[static_cast<unsigned char>(entries[entry * kEntryBytes + 2])];
  }
  /// Returns the first sibling whose word is not below `word_sought`; otherwise `in.end`.
  [[nodiscard]] std::uint32_t find(Siblings in, WordId word_sought) const {
    std::uint32_t begin = in.begin, length = in.end - in.begin;
    while (length > 0) {  // without branches: a comparison is unpredictable
      const std::uint32_t half = length / 2;
      begin += word(begin + half) < word_sought ? length - half : 0;
      length = half;
    }
    return begin;
  }
  /// Returns the number of `entry` among the marked entries; kNoNode if `entry` is not marked.
  [[nodiscard]] std::uint32_t node(std::uint32_t entry) const {
    const std::uint32_t before = rank(marks, entry);
    return before != kNoNode && before + 1 < nodes.size() ? before : kNoNode;
  }
  /// Prefetches the entry.
  void expect(std::uint32_t entry) const { __builtin_prefetch(entries + entry * kEntryBytes); }
  [[nodiscard]] float backoff(std::uint32_t node) const {
    return codes[kCodes + (nodes[node] >> 24U)];
  }
  [[nodiscard]] Siblings children(std::uint32_t node, const Level& below) const {
    return below.within(nodes[node] & 0xFFFFFFU, nodes[node + 1] & 0xFFFFFFU);
  }
  [[nodiscard]] Siblings within(std::uint32_t begin, std::uint32_t end) const {
    end = std::min(end, size);
    return {std::min(begin, end), end};
  }
};

constexpr std::size_t kAtOnce = 32;                  ///< words looked up together
using Entries = std::array<std::uint32_t, kAtOnce>;  ///< by word; kNoNode if there is no entry

/// The siblings that follow some last words. A search for a word begins at the last word found if
/// the words ascend.
class Context {
 public:
  Context() = default;
  /// `number`: that of `level`. `marks`: the siblings by word; null if there are no marks.
  Context(const Level& level, std::size_t number, Siblings in, float backoff,
          const char* marks = nullptr)
      : level_(&level), number_(number), in_(in), backoff_(backoff), marks_(marks), at_(in.begin) {
    if (marks == nullptr) level.expect(in.begin + (in.end - in.begin) / 2);
  }

  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] float backoff() const { return backoff_; }

  /// Finds the entries of at most kAtOnce words.
  void find(std::span<const WordId> words, Entries& out) {
    constexpr std::size_t kFew = 16, kMany = 8;
    if (marks_ != nullptr) {
      for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t place = rank(marks_, words[i]);
        out[i] = place == kNoNode ? kNoNode : in_.begin + place;
      }
    } else if (in_.end - in_.begin <= kFew && words.size() >= kMany) {
      out.fill(kNoNode);
      for (std::uint32_t entry = in_.begin; entry < in_.end; ++entry) {
        const WordId word = level_->word(entry);
        for (std::size_t i = 0; i < words.size(); ++i) out[i] = words[i] == word ? entry : out[i];
      }
    } else {
      for (std::size_t i = 0; i < words.size(); ++i) out[i] = find(words[i]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (out[i] != kNoNode) level_->expect(out[i]);
    }
  }

 private:
  std::uint32_t find(WordId word) {
    constexpr std::uint32_t kNear = 8;  // words of one fold seldom have more others between them
    if (word < last_) at_ = in_.begin;
    const std::uint32_t near = std::min(in_.end, at_ + kNear);
    if (last_ != 0 && word >= last_ && near > at_ && level_->word(near - 1) >= word) {
      while (level_->word(at_) < word) ++at_;
    } else {
      at_ = level_->find({at_, in_.end}, word);
    }
    last_ = word;
    return at_ < in_.end && level_->word(at_) == word ? at_ : kNoNode;
  }

  const Level* level_ = nullptr;
  std::size_t number_ = 0;
  Siblings in_;
  float backoff_ = 0;
  const char* marks_ = nullptr;
  std::uint32_t at_ = 0;
  WordId last_ = 0;
};

/// The followers of a word, as marks, for words with so many followers that a search takes long. At
/// most kMostMarks bytes.
class FollowerMarks {
 public:
  FollowerMarks() = default;
  FollowerMarks(const Level& level, std::span<const std::uint32_t> children)
      : size_((children.size() / 64 + 1) * kMarkBytes), which_(children.size() - 1, kNone) {
    constexpr std::uint32_t kMany = 256;
    for (std::size_t word = 0; word + 1 < children.size(); ++word) {
      const Siblings in = level.within(children[word], children[word + 1]);
      if (in.end - in.begin < kMany || marks_.size() + size_ > kMostMarks) continue;
      which_[word] = static_cast<std::uint32_t>(marks_.size());
      marks_.resize(marks_.size() + size_);
      mark(level, in, marks_.data() + which_[word]);
    }
  }

  /// Returns null if the word has no marks.
  [[nodiscard]] const char* of(WordId word) const {
    return which_[word] == kNone ? nullptr : marks_.data() + which_[word];
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  static constexpr std::size_t kMostMarks = std::size_t{16} << 20U;  ///< the shipped model has 2.5

  void mark(const Level& level, Siblings in, char* marks) const {
    for (std::uint32_t i = in.begin; i < in.end; ++i) {
      const WordId word = level.word(i);
      if (word >= which_.size()) continue;
      char* const at = marks + std::size_t{word / 64U} * kMarkBytes;
      const auto bits = read_at<std::uint64_t>(at, 0) | std::uint64_t{1} << (word % 64U);
      std::memcpy(at, &bits, sizeof bits);
    }
    std::uint32_t before = 0;
    for (std::size_t at = 0; at < size_; at += kMarkBytes) {
      std::memcpy(marks + at + 8, &before, sizeof before);
      before += static_cast<std::uint32_t>(std::popcount(read_at<std::uint64_t>(marks, at)));
    }
  }

  std::size_t size_ = 0;              ///< bytes for one word
  std::vector<std::uint32_t> which_;  ///< by word
  std::vector<char> marks_;
};

}  // namespace

struct Model::Tables {
  explicit Tables(const std::string& path) : file(path, kModelFile) {
    if (file.field(0) != kSections) file.bad_header();
    for (std::size_t i = 0; i < kSections; ++i) (void)file.section(i);
    file.verify(static_cast<std::size_t>(kFirstLarge));
    text = section(Section::kText);
    text_ends = array<std::uint32_t>(Section::kTextEnds);
    uni_prob = array<float>(Section::kUniProb);
    uni_backoff = array<float>(Section::kUniBackoff);
    uni_children = array<std::uint32_t>(Section::kUniChildren);
    for (unsigned n = 2; n <= kMaxOrder; ++n) {
      const std::string_view entries = section(of_level(Section::kEntries2, n));
      const std::string_view marks = section(of_level(Section::kMarks2, n));
      levels.at(n - 2) = {entries.data(), static_cast<std::uint32_t>(entries.size() / kEntryBytes),
                          marks.data(), array<std::uint32_t>(of_level(Section::kNodes2, n)),
                          array<float>(of_level(Section::kCodes2, n))};
    }
    if (!has_right_sizes())
      file.bad(both("mô hình ngôn ngữ không nhất quán; chép lại tệp",
                    "the language model contradicts itself; train it again"));
    followers = FollowerMarks(levels[0], uni_children);
  }

  [[nodiscard]] std::string_view section(Section which) const {
    return file.section(static_cast<std::size_t>(which));
  }
  template <class T>
  [[nodiscard]] std::span<const T> array(Section which) const {
    return file.array<T>(static_cast<std::size_t>(which));
  }

  /// Checks everything that reading in place relies on.
  [[nodiscard]] bool has_right_sizes() const {
    const std::size_t words = text_ends.size();
    const auto finite = [](std::span<const float> values) {
      return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
    };
    bool right =
        words > kFirstWord && words <= kMaxWords && uni_prob.size() == words &&
        uni_backoff.size() == words && uni_children.size() == words + 1 && finite(uni_prob) &&
        finite(uni_backoff) && std::is_sorted(text_ends.begin(), text_ends.end()) &&
        text_ends.back() <= text.size() && std::is_sorted(uni_children.begin(), uni_children.end());
    for (unsigned n = 2; n <= kMaxOrder; ++n) {
      const Level& level = levels.at(n - 2);
      const std::size_t marks = section(of_level(Section::kMarks2, n)).size();
      right = right && level.codes.size() == 2 * kCodes && finite(level.codes);
      if (n < kMaxOrder) right = right && marks >= (level.size / 64 + 1) * kMarkBytes;
    }
    return right;
  }

  SectionFile file;
  std::string_view text;
  std::span<const std::uint32_t> text_ends;
  std::span<const float> uni_prob, uni_backoff;
  std::span<const std::uint32_t> uni_children;
  std::array<Level, kMaxOrder - 1> levels;  ///< from level 2
  FollowerMarks followers;
};

Model::Model(const char* path) : tables_(std::make_unique<Tables>(path)) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

void Model::verify() const { tables_->file.verify(kSections); }
void Model::copy_in() noexcept { tables_->file.copy_in(); }

std::uint32_t Model::size() const noexcept {
  return static_cast<std::uint32_t>(tables_->text_ends.size());
}

std::string_view Model::spelling(WordId word) const noexcept {
  const std::uint32_t begin = word == 0 ? 0 : tables_->text_ends[word - 1U];
  return tables_->text.substr(begin, tables_->text_ends[word] - begin);
}

float Model::unigram(WordId word) const noexcept { return tables_->uni_prob[word]; }

Step Model::score(const State& state, WordId word) const noexcept {
  Found found;
  find(state, {&word, 1}, {&found, 1});
  return {found.log_prob, next(word, found)};
}

State Model::next(WordId word, const Found& found) const noexcept {
  State out{word};
  for (std::size_t n = 0; n < found.entries.size(); ++n) {
    if (found.entries[n] != kNoNode) out.nodes[n] = tables_->levels[n].node(found.entries[n]);
  }
  return out;
}

void Model::expect(const State& state) const noexcept {
  __builtin_prefetch(&tables_->uni_children[state.word]);
  for (std::size_t n = 0; n < state.nodes.size(); ++n) {
    if (state.nodes[n] != kNoNode) __builtin_prefetch(&tables_->levels[n].nodes[state.nodes[n]]);
  }
}

void Model::find(const State& state, std::span<const WordId> words,
                 std::span<Found> out) const noexcept {
  const Tables& t = *tables_;
  // By length of context, ascending: 1 word, 2 words …
  std::array<Context, kMaxOrder - 1> contexts;
  std::size_t known = 1;
  const Siblings followers =
      t.levels[0].within(t.uni_children[state.word], t.uni_children[state.word + 1U]);
  contexts[0] = {t.levels[0], 0, followers, t.uni_backoff[state.word], t.followers.of(state.word)};
  for (std::size_t n = 1; n < kMaxOrder - 1; ++n) {
    const std::uint32_t node = state.nodes[n - 1];
    if (node == kNoNode) continue;
    const Level& level = t.levels[n - 1];
    contexts[known++] = {t.levels[n], n, level.children(node, t.levels[n]), level.backoff(node)};
  }
  std::array<Entries, kMaxOrder - 1> entries;
  for (; !words.empty(); words = words.subspan(std::min(words.size(), kAtOnce))) {
    const std::size_t count = std::min(words.size(), kAtOnce);
    for (std::size_t k = 0; k < known; ++k) contexts[k].find(words.first(count), entries[k]);
    for (std::size_t i = 0; i < count; ++i) {
      Found& found = out[i];
      found = {.log_prob = t.uni_prob[words[i]]};
      float left = 0;  // back-off weights of the contexts without the word
      for (std::size_t k = 0; k < known; ++k) {
        const std::uint32_t entry = entries[k][i];
        if (entry == kNoNode) {
          left += contexts[k].backoff();
          continue;
        }
        const std::size_t n = contexts[k].number();
        found.log_prob = t.levels[n].prob(entry);
        left = 0;
        if (n < found.entries.size()) found.entries[n] = entry;
      }
      found.log_prob += left;
    }
    out = out.subspan(count);
  }
}

}  // namespace codau::lm
