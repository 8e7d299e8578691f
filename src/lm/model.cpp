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
  /// The first of the siblings whose word is not below `word`.
  [[nodiscard]] std::uint32_t find(Siblings in, WordId word_sought) const {
    std::uint32_t begin = in.begin, length = in.end - in.begin;
    while (length > 0) {  // without branches: the outcome of a comparison cannot be foreseen
      const std::uint32_t half = length / 2;
      begin += word(begin + half) < word_sought ? length - half : 0;
      length = half;
    }
    return begin;
  }
  /// The number of `entry` among the marked ones, kNoNode if it is not marked.
  [[nodiscard]] std::uint32_t node(std::uint32_t entry) const {
    const std::size_t at = std::size_t{entry / 64} * kMarkBytes;
    const auto bits = read_at<std::uint64_t>(marks, at);
    const std::uint64_t bit = std::uint64_t{1} << (entry % 64);
    if ((bits & bit) == 0) return kNoNode;
    const std::uint32_t before = read_at<std::uint32_t>(marks, at + 8) +
                                 static_cast<std::uint32_t>(std::popcount(bits & (bit - 1)));
    return before + 1 < nodes.size() ? before : kNoNode;
  }
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

/// Looks words up among the siblings of one context; from where it stands if they ascend.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const Level& level, Siblings in) : level_(&level), in_(in), at_(in.begin) {}

  /// The entry of `word`, or kNoNode.
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

 private:
  const Level* level_ = nullptr;
  Siblings in_;
  std::uint32_t at_ = 0;
  WordId last_ = 0;
};

struct Context {
  Cursor cursor;
  std::size_t level = 0;  ///< among Tables::levels
  float backoff = 0;
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
  }

  [[nodiscard]] std::string_view section(Section which) const {
    return file.section(static_cast<std::size_t>(which));
  }
  template <class T>
  [[nodiscard]] std::span<const T> array(Section which) const {
    return file.array<T>(static_cast<std::size_t>(which));
  }

  /// Everything that reading in place trusts.
  [[nodiscard]] bool has_right_sizes() const {
    const std::size_t words = text_ends.size();
    const auto finite = [](std::span<const float> values) {
      return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
    };
    bool right = words > kFirstWord && words <= kMaxWords && uni_prob.size() == words &&
                 uni_backoff.size() == words && uni_children.size() == words + 1 &&
                 finite(uni_prob) && finite(uni_backoff) &&
                 std::is_sorted(text_ends.begin(), text_ends.end()) &&
                 text_ends.back() <= text.size();
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
  Step out;
  score(state, {&word, 1}, {&out, 1});
  return out;
}

void Model::score(const State& state, std::span<const WordId> words,
                  std::span<Step> out) const noexcept {
  const Tables& t = *tables_;
  // By length of context, longest last: 1 word, 2 words …
  std::array<Context, kMaxOrder - 1> contexts;
  std::size_t known = 1;
  contexts[0] = {Cursor(t.levels[0], t.levels[0].within(t.uni_children[state.word],
                                                        t.uni_children[state.word + 1U])),
                 0, t.uni_backoff[state.word]};
  for (std::size_t n = 1; n < kMaxOrder - 1; ++n) {
    const std::uint32_t node = state.nodes[n - 1];
    if (node == kNoNode) continue;
    const Level& level = t.levels[n - 1];
    contexts[known++] = {Cursor(t.levels[n], level.children(node, t.levels[n])), n,
                         level.backoff(node)};
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    Step& step = out[i];
    step.next.word = words[i];
    step.next.nodes = State::none();
    step.log_prob = t.uni_prob[words[i]];
    float left = 0;  // back-off weights of the contexts that do not know the word
    for (std::size_t k = 0; k < known; ++k) {
      const std::uint32_t entry = contexts[k].cursor.find(words[i]);
      if (entry == kNoNode) {
        left += contexts[k].backoff;
        continue;
      }
      const std::size_t n = contexts[k].level;
      step.log_prob = t.levels[n].prob(entry);
      left = 0;
      if (n < kMaxOrder - 2) step.next.nodes[n] = t.levels[n].node(entry);
    }
    step.log_prob += left;
  }
}

}  // namespace codau::lm
