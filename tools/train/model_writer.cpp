#include "train/model_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "lm/ngram_format.h"
#include "train/section_writer.h"

namespace codau::train {
namespace {

using lm::NgramSection;

class Sections {
 public:
  template <class T>
  void put(NgramSection which, T value) {
    train::put(blocks_.at(static_cast<std::size_t>(which)), value);
  }
  std::string& operator[](NgramSection which) {
    return blocks_.at(static_cast<std::size_t>(which));
  }

  void write(const std::string& path) {
    write_sections(path, lm::kModelFormat, {lm::kSectionCount}, blocks_);
  }

 private:
  std::array<std::string, lm::kSectionCount> blocks_;
};

using CodeBook = std::array<float, lm::kCodeCount>;

/// Values that stand for `values`: the means of equally filled bins, ascending.
CodeBook code_book(std::vector<float> values) {
  CodeBook out{};
  std::sort(values.begin(), values.end());
  if (!values.empty()) out.fill(values.front());
  for (std::size_t bin = 0; bin < out.size(); ++bin) {
    const std::size_t begin = values.size() * bin / out.size();
    const std::size_t end = values.size() * (bin + 1) / out.size();
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(values[i]);
    if (end > begin) out.at(bin) = static_cast<float>(sum / static_cast<double>(end - begin));
    if (end == begin && bin > 0) out.at(bin) = out.at(bin - 1);  // fewer values than codes
  }
  return out;
}

std::uint8_t code_of(const CodeBook& book, float value) {
  const auto above = std::lower_bound(book.begin(), book.end(), value);
  if (above == book.begin()) return 0;
  const auto below = above - 1;
  const bool up = above != book.end() && *above - value < value - *below;
  return static_cast<std::uint8_t>((up ? above : below) - book.begin());
}

/// Kept children of each entry of `order`.
std::vector<std::uint32_t> kept_children(const NGrams& model, unsigned order) {
  std::vector<std::uint32_t> out(model.levels[order - 1].word.size(), 0);
  if (order == model.levels.size()) return out;
  const Level& below = model.levels[order];
  for (std::size_t i = 0; i < below.word.size(); ++i) {
    if (below.kept[i]) ++out[below.context[i]];
  }
  return out;
}

void put_level(Sections& out, const NGrams& model, unsigned order) {
  const auto section = [&](NgramSection level_2_section) {
    return lm::section_of_level(level_2_section, order);
  };
  const Level& level = model.levels[order - 1];
  const std::vector<std::uint32_t> children = kept_children(model, order);
  std::vector<float> probs, backoffs;
  for (std::size_t i = 0; i < level.word.size(); ++i) {
    if (level.kept[i]) probs.push_back(level.log_prob[i]);
    if (children[i] > 0) backoffs.push_back(level.log_backoff[i]);
  }
  const CodeBook prob_book = code_book(std::move(probs));
  const CodeBook backoff_book = code_book(std::move(backoffs));
  std::uint32_t entries = 0, nodes = 0, child = 0, marked_before = 0;
  std::uint64_t bitmap = 0;
  const auto put_rank_block = [&] {
    out.put(section(NgramSection::kBitmap2), bitmap);
    out.put(section(NgramSection::kBitmap2), marked_before);
    bitmap = 0;
    marked_before = nodes;
  };
  for (std::size_t i = 0; i < level.word.size(); ++i) {
    if (!level.kept[i]) continue;
    out.put(section(NgramSection::kEntries2), level.word[i]);
    out.put(section(NgramSection::kEntries2), code_of(prob_book, level.log_prob[i]));
    if (children[i] > 0) {
      bitmap |= std::uint64_t{1} << (entries % 64);
      ++nodes;
      const std::uint32_t code = code_of(backoff_book, level.log_backoff[i]);
      out.put(section(NgramSection::kNodes2), child | code << 24U);
      child += children[i];
    }
    if (++entries % 64 == 0) put_rank_block();
  }
  put_rank_block();
  if (order < lm::kMaxOrder) out.put(section(NgramSection::kNodes2), child);
  if (order == lm::kMaxOrder) out[section(NgramSection::kBitmap2)].clear();
  for (const float code : prob_book) out.put(section(NgramSection::kCodes2), code);
  for (const float code : backoff_book) out.put(section(NgramSection::kCodes2), code);
}

void put_words(Sections& out, const NGrams& model, const Vocabulary& vocabulary) {
  for (const std::string& word : vocabulary.words) {
    out[NgramSection::kText] += word;
    out.put(NgramSection::kTextEnds, static_cast<std::uint32_t>(out[NgramSection::kText].size()));
  }
  for (const float p : model.levels[0].log_prob) out.put(NgramSection::kUniProb, p);
  for (const float b : model.levels[0].log_backoff) out.put(NgramSection::kUniBackoff, b);
  std::uint32_t child = 0;
  for (const std::uint32_t children : kept_children(model, 1)) {
    out.put(NgramSection::kUniChildren, child);
    child += children;
  }
  out.put(NgramSection::kUniChildren, child);
}

}  // namespace

void write_model(const NGrams& model, const Vocabulary& vocabulary, const std::string& path) {
  Sections out;
  put_words(out, model, vocabulary);
  for (unsigned order = 2; order <= lm::kMaxOrder; ++order) {
    if (order <= model.levels.size()) {
      put_level(out, model, order);
    } else {
      put_level(out, {std::vector<Level>(order)}, order);
    }
  }
  out.write(path);
}

}  // namespace codau::train
