#include "lm/ngram_model.h"

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

/// Returns the number of marked positions before `position`; kNoNode if `position` is not marked.
/// Each 64 positions have kRankBlockBytes of `bitmap`, in the layout of ngram_format.h.
std::uint32_t rank(const char* bitmap, std::uint32_t position) {
  const std::size_t at = std::size_t{position / 64} * kRankBlockBytes;
  const auto bits = read_value<std::uint64_t>(bitmap, at);
  const std::uint64_t bit = std::uint64_t{1} << (position % 64);
  if ((bits & bit) == 0) return kNoNode;
  return read_value<std::uint32_t>(bitmap, at + 8) +
         static_cast<std::uint32_t>(std::popcount(bits & (bit - 1)));
}

}  // namespace

// The types of the members of NgramModel::Tables have external linkage, as Tables has.

/// Siblings: entries [begin, end) of a level.
struct TrieSiblings {
  std::uint32_t begin = 0, end = 0;
};

/// The entries of one level of the trie. Trusts nothing but the sizes of its arrays.
struct TrieLevel {
  const char* entries = nullptr;
  std::uint32_t size = 0;
  const char* bitmap = nullptr;
  std::span<const std::uint32_t> nodes;
  std::span<const float> codes;

  [[nodiscard]] WordId word(std::uint32_t entry) const {
    return read_value<WordId>(entries, entry * kEntryBytes);
  }
  [[nodiscard]] float prob(std::uint32_t entry) const {
    return codes[static_cast<unsigned char>(entries[entry * kEntryBytes + 2])];
  }
  /// Returns the first sibling whose word is not below `wanted`; otherwise `in.end`.
  [[nodiscard]] std::uint32_t lower_bound(TrieSiblings in, WordId wanted) const {
    std::uint32_t begin = in.begin, length = in.end - in.begin;
    while (length > 0) {  // without branches: a comparison is unpredictable
      const std::uint32_t half = length / 2;
      begin += word(begin + half) < wanted ? length - half : 0;
      length = half;
    }
    return begin;
  }
  /// Returns the number of `entry` among the marked entries; kNoNode if `entry` is not marked.
  [[nodiscard]] std::uint32_t node(std::uint32_t entry) const {
    const std::uint32_t before = rank(bitmap, entry);
    return before != kNoNode && before + 1 < nodes.size() ? before : kNoNode;
  }
  /// Prefetches the entry.
  void prefetch(std::uint32_t entry) const { __builtin_prefetch(entries + entry * kEntryBytes); }
  [[nodiscard]] float backoff(std::uint32_t node) const {
    return codes[kCodeCount + (nodes[node] >> 24U)];
  }
  [[nodiscard]] TrieSiblings children(std::uint32_t node, const TrieLevel& below) const {
    return below.within(nodes[node] & 0xFFFFFFU, nodes[node + 1] & 0xFFFFFFU);
  }
  [[nodiscard]] TrieSiblings within(std::uint32_t begin, std::uint32_t end) const {
    end = std::min(end, size);
    return {std::min(begin, end), end};
  }
};

namespace {

constexpr std::size_t kMaxBatchWords = 32;  ///< words looked up together
/// By word; kNoNode if there is no entry.
using Entries = std::array<std::uint32_t, kMaxBatchWords>;

/// The siblings that follow some last words. A search for a word begins at the last word found if
/// the words ascend.
class Context {
 public:
  Context() = default;
  /// `number`: that of `level`. `bitmap`: the siblings by word; null if there is no bitmap.
  Context(const TrieLevel& level, std::size_t number, TrieSiblings in, float backoff,
          const char* bitmap = nullptr)
      : level_(&level),
        number_(number),
        in_(in),
        backoff_(backoff),
        bitmap_(bitmap),
        at_(in.begin) {
    if (bitmap == nullptr) level.prefetch(in.begin + (in.end - in.begin) / 2);
  }

  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] float backoff() const { return backoff_; }

  /// Finds the entries of at most kMaxBatchWords words.
  void look_up(std::span<const WordId> words, Entries& out) {
    constexpr std::size_t kMaxScannedSiblings = 16, kMinScanningWords = 8;
    if (bitmap_ != nullptr) {
      for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t position = rank(bitmap_, words[i]);
        out[i] = position == kNoNode ? kNoNode : in_.begin + position;
      }
    } else if (in_.end - in_.begin <= kMaxScannedSiblings && words.size() >= kMinScanningWords) {
      out.fill(kNoNode);
      for (std::uint32_t entry = in_.begin; entry < in_.end; ++entry) {
        const WordId word = level_->word(entry);
        for (std::size_t i = 0; i < words.size(); ++i) out[i] = words[i] == word ? entry : out[i];
      }
    } else {
      for (std::size_t i = 0; i < words.size(); ++i) out[i] = look_up(words[i]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (out[i] != kNoNode) level_->prefetch(out[i]);
    }
  }

 private:
  std::uint32_t look_up(WordId word) {
    // words of one fold seldom have more others between them
    constexpr std::uint32_t kNearSiblings = 8;
    if (word < last_) at_ = in_.begin;
    const std::uint32_t near = std::min(in_.end, at_ + kNearSiblings);
    if (last_ != 0 && word >= last_ && near > at_ && level_->word(near - 1) >= word) {
      while (level_->word(at_) < word) ++at_;
    } else {
      at_ = level_->lower_bound({at_, in_.end}, word);
    }
    last_ = word;
    return at_ < in_.end && level_->word(at_) == word ? at_ : kNoNode;
  }

  const TrieLevel* level_ = nullptr;
  std::size_t number_ = 0;
  TrieSiblings in_;
  float backoff_ = 0;
  const char* bitmap_ = nullptr;
  std::uint32_t at_ = 0;
  WordId last_ = 0;
};

}  // namespace

/// The followers of a word, as a bitmap, for words with so many followers that a search takes long.
/// At most kMaxBitmapBytes bytes.
class FollowerBitmaps {
 public:
  FollowerBitmaps() = default;
  FollowerBitmaps(const TrieLevel& level, std::span<const std::uint32_t> children)
      : size_((children.size() / 64 + 1) * kRankBlockBytes),
        offsets_(children.size() - 1, kNoBitmap) {
    constexpr std::uint32_t kMinFollowers = 256;
    for (std::size_t word = 0; word + 1 < children.size(); ++word) {
      const TrieSiblings in = level.within(children[word], children[word + 1]);
      if (in.end - in.begin < kMinFollowers || bitmap_.size() + size_ > kMaxBitmapBytes) continue;
      offsets_[word] = static_cast<std::uint32_t>(bitmap_.size());
      bitmap_.resize(bitmap_.size() + size_);
      fill_bitmap(level, in, bitmap_.data() + offsets_[word]);
    }
  }

  /// Returns null if the word has no bitmap.
  [[nodiscard]] const char* of(WordId word) const {
    return offsets_[word] == kNoBitmap ? nullptr : bitmap_.data() + offsets_[word];
  }

 private:
  static constexpr std::uint32_t kNoBitmap = 0xFFFFFFFF;
  /// The shipped model has 2.5.
  static constexpr std::size_t kMaxBitmapBytes = std::size_t{16} << 20U;

  void fill_bitmap(const TrieLevel& level, TrieSiblings in, char* bitmap) const {
    for (std::uint32_t i = in.begin; i < in.end; ++i) {
      const WordId word = level.word(i);
      if (word >= offsets_.size()) continue;
      char* const at = bitmap + std::size_t{word / 64U} * kRankBlockBytes;
      const auto bits = read_value<std::uint64_t>(at, 0) | std::uint64_t{1} << (word % 64U);
      std::memcpy(at, &bits, sizeof bits);
    }
    std::uint32_t before = 0;
    for (std::size_t at = 0; at < size_; at += kRankBlockBytes) {
      std::memcpy(bitmap + at + 8, &before, sizeof before);
      before += static_cast<std::uint32_t>(std::popcount(read_value<std::uint64_t>(bitmap, at)));
    }
  }

  std::size_t size_ = 0;                ///< bytes for one word
  std::vector<std::uint32_t> offsets_;  ///< by word
  std::vector<char> bitmap_;
};

struct NgramModel::Tables {
  explicit Tables(const std::string& path) : file(path, kModelFormat) {
    if (file.field(0) != kSectionCount) file.fail_header();
    for (std::size_t i = 0; i < kSectionCount; ++i) (void)file.section(i);
    file.verify(static_cast<std::size_t>(kFirstLargeSection));
    text = section(NgramSection::kText);
    text_ends = array<std::uint32_t>(NgramSection::kTextEnds);
    uni_prob = array<float>(NgramSection::kUniProb);
    uni_backoff = array<float>(NgramSection::kUniBackoff);
    uni_children = array<std::uint32_t>(NgramSection::kUniChildren);
    for (unsigned n = 2; n <= kMaxOrder; ++n) {
      const std::string_view entries = section(section_of_level(NgramSection::kEntries2, n));
      const std::string_view bitmap = section(section_of_level(NgramSection::kBitmap2, n));
      levels.at(n - 2) = {entries.data(), static_cast<std::uint32_t>(entries.size() / kEntryBytes),
                          bitmap.data(),
                          array<std::uint32_t>(section_of_level(NgramSection::kNodes2, n)),
                          array<float>(section_of_level(NgramSection::kCodes2, n))};
    }
    if (!has_right_sizes())
      file.fail(both("mô hình ngôn ngữ không nhất quán; chép lại tệp",
                     "the language model contradicts itself; train it again"));
    followers = FollowerBitmaps(levels[0], uni_children);
  }

  [[nodiscard]] std::string_view section(NgramSection which) const {
    return file.section(static_cast<std::size_t>(which));
  }
  template <class T>
  [[nodiscard]] std::span<const T> array(NgramSection which) const {
    return file.array<T>(static_cast<std::size_t>(which));
  }

  /// Checks everything that reading in place relies on.
  [[nodiscard]] bool has_right_sizes() const {
    const std::size_t words = text_ends.size();
    const auto finite = [](std::span<const float> values) {
      return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
    };
    bool right =
        words > kFirstWord && words <= kMaxVocabularyWords && uni_prob.size() == words &&
        uni_backoff.size() == words && uni_children.size() == words + 1 && finite(uni_prob) &&
        finite(uni_backoff) && std::is_sorted(text_ends.begin(), text_ends.end()) &&
        text_ends.back() <= text.size() && std::is_sorted(uni_children.begin(), uni_children.end());
    for (unsigned n = 2; n <= kMaxOrder; ++n) {
      const TrieLevel& level = levels.at(n - 2);
      const std::size_t bitmap = section(section_of_level(NgramSection::kBitmap2, n)).size();
      right = right && level.codes.size() == 2 * kCodeCount && finite(level.codes);
      if (n < kMaxOrder) right = right && bitmap >= (level.size / 64 + 1) * kRankBlockBytes;
    }
    return right;
  }

  SectionFile file;
  std::string_view text;
  std::span<const std::uint32_t> text_ends;
  std::span<const float> uni_prob, uni_backoff;
  std::span<const std::uint32_t> uni_children;
  std::array<TrieLevel, kMaxOrder - 1> levels;  ///< from level 2
  FollowerBitmaps followers;
};

NgramModel::NgramModel(const char* path) : tables_(std::make_unique<Tables>(path)) {}
NgramModel::~NgramModel() = default;
NgramModel::NgramModel(NgramModel&&) noexcept = default;
NgramModel& NgramModel::operator=(NgramModel&&) noexcept = default;

void NgramModel::verify() const { tables_->file.verify(kSectionCount); }
void NgramModel::copy_into_memory() noexcept { tables_->file.copy_into_memory(); }

std::uint32_t NgramModel::size() const noexcept {
  return static_cast<std::uint32_t>(tables_->text_ends.size());
}

std::string_view NgramModel::spelling(WordId word) const noexcept {
  const std::uint32_t begin = word == 0 ? 0 : tables_->text_ends[word - 1U];
  return tables_->text.substr(begin, tables_->text_ends[word] - begin);
}

float NgramModel::unigram_log_prob(WordId word) const noexcept { return tables_->uni_prob[word]; }

Transition NgramModel::score(const State& state, WordId word) const noexcept {
  NgramLookup found;
  look_up(state, {&word, 1}, {&found, 1});
  return {found.log_prob, next_state(word, found)};
}

State NgramModel::next_state(WordId word, const NgramLookup& lookup) const noexcept {
  State out{word};
  for (std::size_t n = 0; n < lookup.entries.size(); ++n) {
    if (lookup.entries[n] != kNoNode) out.nodes[n] = tables_->levels[n].node(lookup.entries[n]);
  }
  return out;
}

void NgramModel::prefetch(const State& state) const noexcept {
  __builtin_prefetch(&tables_->uni_children[state.word]);
  for (std::size_t n = 0; n < state.nodes.size(); ++n) {
    if (state.nodes[n] != kNoNode) __builtin_prefetch(&tables_->levels[n].nodes[state.nodes[n]]);
  }
}

void NgramModel::look_up(const State& state, std::span<const WordId> words,
                         std::span<NgramLookup> out) const noexcept {
  const Tables& t = *tables_;
  // By length of context, ascending: 1 word, 2 words …
  std::array<Context, kMaxOrder - 1> contexts;
  std::size_t known = 1;
  const TrieSiblings followers =
      t.levels[0].within(t.uni_children[state.word], t.uni_children[state.word + 1U]);
  contexts[0] = {t.levels[0], 0, followers, t.uni_backoff[state.word], t.followers.of(state.word)};
  for (std::size_t n = 1; n < kMaxOrder - 1; ++n) {
    const std::uint32_t node = state.nodes[n - 1];
    if (node == kNoNode) continue;
    const TrieLevel& level = t.levels[n - 1];
    contexts[known++] = {t.levels[n], n, level.children(node, t.levels[n]), level.backoff(node)};
  }
  std::array<Entries, kMaxOrder - 1> entries;
  for (; !words.empty(); words = words.subspan(std::min(words.size(), kMaxBatchWords))) {
    const std::size_t count = std::min(words.size(), kMaxBatchWords);
    for (std::size_t k = 0; k < known; ++k) contexts[k].look_up(words.first(count), entries[k]);
    for (std::size_t i = 0; i < count; ++i) {
      NgramLookup& found = out[i];
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
