#include "lm/model.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL  // header only: no library to link
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <string>

#include "core/error.h"
#include "lm/format.h"

namespace codau::lm {
namespace {

static_assert(std::endian::native == std::endian::little, "models are read in place");

[[noreturn]] void bad(const std::string& path, const std::string& what) {
  throw Error(ErrorCode::kModel, path + ": " + what);
}

/// A file mapped read-only for as long as the value lives.
class Mapping {
 public:
  explicit Mapping(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) bad(path, "the language model is missing or cannot be opened");
    struct stat info {};
    const bool regular = ::fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
    if (regular) {
      size_ = static_cast<std::size_t>(info.st_size);
      data_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
    }
    ::close(file);
    if (!regular || data_ == MAP_FAILED) bad(path, "not a language model file");
  }
  ~Mapping() { ::munmap(data_, size_); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = MAP_FAILED;
  std::size_t size_ = 0;
};

template <class T>
T read_at(std::string_view bytes, std::size_t offset) {
  T value{};
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

using Sections = std::array<std::string_view, kSections>;

Sections checked_sections(const std::string& path, std::string_view file) {
  if (file.size() < 12 || file.substr(0, 8) == kUnfinished) {
    bad(path, "the language model is not finished; train or copy it again");
  }
  if (file.substr(0, 8) != kMagic) bad(path, "not a language model of codau");
  if (const auto version = read_at<std::uint32_t>(file, 8); version != kVersion) {
    bad(path, "format " + std::to_string(version) + ", this program reads format " +
                  std::to_string(kVersion) + "; use the models of the same release");
  }
  if (file.size() < kHeaderBytes || read_at<std::uint64_t>(file, 16) != file.size()) {
    bad(path, "the language model is truncated; copy it again");
  }
  if (read_at<std::uint32_t>(file, 12) != kSections ||
      read_at<std::uint64_t>(file, kHeaderBytes - 8) !=
          XXH3_64bits(file.data(), kHeaderBytes - 8)) {
    bad(path, "the header of the language model is damaged");
  }
  Sections out;
  for (std::size_t i = 0; i < kSections; ++i) {
    const auto offset = read_at<std::uint64_t>(file, 24 + i * 24);
    const auto bytes = read_at<std::uint64_t>(file, 32 + i * 24);
    if (offset % 8 != 0 || offset > file.size() || bytes > file.size() - offset) {
      bad(path, "the header of the language model is damaged");
    }
    out.at(i) = file.substr(offset, bytes);
    if (read_at<std::uint64_t>(file, 40 + i * 24) != XXH3_64bits(out[i].data(), bytes)) {
      bad(path, "the language model is damaged (block " + std::to_string(i) + ")");
    }
  }
  return out;
}

/// The entries of one level of the trie.
struct Level {
  std::span<const std::uint16_t> words;
  std::span<const std::uint8_t> probs;
  std::span<const float> prob_codes;
  std::span<const std::uint32_t> ranks;  ///< empty on the last level
  std::span<const std::uint8_t> backoffs;
  std::span<const float> backoff_codes;
  std::span<const std::uint32_t> children;

  /// The entry of `word` among the siblings [begin, end), or kNoNode.
  [[nodiscard]] std::uint32_t find(std::uint32_t begin, std::uint32_t end, WordId word) const {
    const auto key = [](std::uint16_t entry) { return entry & ~kInternal; };
    while (end - begin > 8) {
      const std::uint32_t middle = begin + (end - begin) / 2;
      if (key(words[middle]) < word) {
        begin = middle + 1;
      } else {
        end = middle + 1;  // may be the one
      }
    }
    for (; begin < end; ++begin) {
      if (key(words[begin]) == word) return begin;
    }
    return kNoNode;
  }
  [[nodiscard]] double prob(std::uint32_t entry) const {
    return static_cast<double>(prob_codes[probs[entry]]);
  }
  [[nodiscard]] double backoff(std::uint32_t internal) const {
    return static_cast<double>(backoff_codes[backoffs[internal]]);
  }
  /// The number of `entry` among internal entries, kNoNode for a leaf.
  [[nodiscard]] std::uint32_t internal(std::uint32_t entry) const {
    if ((words[entry] & kInternal) == 0) return kNoNode;
    std::uint32_t rank = ranks[entry / kRankBlock];
    for (std::uint32_t i = entry & ~(kRankBlock - 1); i < entry; ++i)
      rank += static_cast<std::uint32_t>(words[i] >> 15U);
    return rank;
  }
};

}  // namespace

struct Model::Tables {
  explicit Tables(const std::string& path) : file(path) {
    const Sections sections = checked_sections(path, file.bytes());
    text = sections[0];
    text_ends = array<std::uint32_t>(sections, Section::kTextEnds);
    uni_prob = array<float>(sections, Section::kUniProb);
    uni_backoff = array<float>(sections, Section::kUniBackoff);
    uni_children = array<std::uint32_t>(sections, Section::kUniChildren);
    pairs = level(sections, Section::kWords2, Section::kProbCodes2, Section::kBackoffCodes2);
    triples = level(sections, Section::kWords3, Section::kProbCodes3, Section::kBackoffCodes3);
    quads.words = array<std::uint16_t>(sections, Section::kWords4);
    quads.probs = array<std::uint8_t>(sections, Section::kProbs4);
    quads.prob_codes = array<float>(sections, Section::kProbCodes4);
    if (!sound()) bad(path, "the language model contradicts itself; train it again");
  }

  template <class T>
  static std::span<const T> array(const Sections& sections, Section which) {
    const std::string_view bytes = sections.at(static_cast<std::size_t>(which));
    // The mapping is aligned to pages and every section to 8 bytes.
    return {static_cast<const T*>(static_cast<const void*>(bytes.data())),
            bytes.size() / sizeof(T)};
  }

  static Level level(const Sections& sections, Section words, Section probs, Section backoffs) {
    const auto after = [&](std::uint32_t i) {
      return static_cast<Section>(static_cast<std::uint32_t>(words) + i);
    };
    return {array<std::uint16_t>(sections, words),   array<std::uint8_t>(sections, after(1)),
            array<float>(sections, probs),           array<std::uint32_t>(sections, after(2)),
            array<std::uint8_t>(sections, after(3)), array<float>(sections, backoffs),
            array<std::uint32_t>(sections, after(4))};
  }

  /// Everything that score() will trust.
  [[nodiscard]] bool sound() const {
    const std::size_t words = text_ends.size();
    if (words <= kFirstWord || words >= kInternal) return false;
    if (uni_prob.size() != words || uni_backoff.size() != words) return false;
    if (!std::is_sorted(text_ends.begin(), text_ends.end()) || text_ends.back() > text.size()) {
      return false;
    }
    return leads(uni_children, words, pairs) && sound(pairs) && sound(triples) &&
           leads(pairs.children, pairs.backoffs.size(), triples) &&
           leads(triples.children, triples.backoffs.size(), quads) && sound_entries(quads);
  }
  static bool leads(std::span<const std::uint32_t> children, std::size_t parents,
                    const Level& below) {
    return children.size() == parents + 1 && std::is_sorted(children.begin(), children.end()) &&
           children.back() == below.words.size();
  }
  [[nodiscard]] bool sound_entries(const Level& level) const {
    return level.probs.size() == level.words.size() && level.prob_codes.size() == 256 &&
           std::all_of(level.words.begin(), level.words.end(), [&](std::uint16_t word) {
             return (word & ~kInternal) < static_cast<int>(text_ends.size());
           });
  }
  [[nodiscard]] bool sound(const Level& level) const {
    if (!sound_entries(level) || level.backoff_codes.size() != 256) return false;
    if (level.ranks.size() != level.words.size() / kRankBlock + 1) return false;
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < level.words.size(); ++i) {
      if (i % kRankBlock == 0 && level.ranks[i / kRankBlock] != rank) return false;
      rank += static_cast<std::uint32_t>(level.words[i] >> 15U);
    }
    return rank == level.backoffs.size();
  }

  Mapping file;
  std::string_view text;
  std::span<const std::uint32_t> text_ends;
  std::span<const float> uni_prob, uni_backoff;
  std::span<const std::uint32_t> uni_children;
  Level pairs, triples, quads;
};

Model::Model(const char* path) : tables_(std::make_unique<const Tables>(path)) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

std::uint32_t Model::size() const noexcept {
  return static_cast<std::uint32_t>(tables_->text_ends.size());
}

std::string_view Model::spelling(WordId word) const noexcept {
  const std::uint32_t begin = word == 0 ? 0 : tables_->text_ends[word - 1U];
  return tables_->text.substr(begin, tables_->text_ends[word] - begin);
}

double Model::unigram(WordId word) const noexcept {
  return static_cast<double>(tables_->uni_prob[word]);
}

Step Model::score(const State& state, WordId word) const noexcept {
  const Tables& t = *tables_;
  Step step;
  step.next.word = word;
  bool found = false;
  const auto offer = [&](double log_prob) {  // the longest n-gram that is known speaks
    if (!found) step.log_prob += log_prob;
    found = true;
  };
  if (state.triple != kNoNode) {
    const auto children = t.triples.children.subspan(state.triple, 2);
    const std::uint32_t entry = t.quads.find(children[0], children[1], word);
    if (entry != kNoNode) offer(t.quads.prob(entry));
    if (!found) step.log_prob += t.triples.backoff(state.triple);
  }
  if (state.pair != kNoNode) {
    const auto children = t.pairs.children.subspan(state.pair, 2);
    const std::uint32_t entry = t.triples.find(children[0], children[1], word);
    if (entry != kNoNode) {
      offer(t.triples.prob(entry));
      step.next.triple = t.triples.internal(entry);
    }
    if (!found) step.log_prob += t.pairs.backoff(state.pair);
  }
  const std::uint32_t entry =
      t.pairs.find(t.uni_children[state.word], t.uni_children[state.word + 1U], word);
  if (entry != kNoNode) {
    offer(t.pairs.prob(entry));
    step.next.pair = t.pairs.internal(entry);
  }
  if (!found) step.log_prob += static_cast<double>(t.uni_backoff[state.word]);
  offer(static_cast<double>(t.uni_prob[word]));
  return step;
}

}  // namespace codau::lm
