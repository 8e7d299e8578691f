#include "train/model_writer.h"

#define XXH_INLINE_ALL  // header only: no library to link
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>

#include "core/error.h"
#include "lm/format.h"

namespace codau::train {
namespace {

using lm::Section;

template <class T>
void put(std::string& out, T value) {
  out.append(static_cast<const char*>(static_cast<const void*>(&value)), sizeof value);
}

class Sections {
 public:
  template <class T>
  void put(Section which, T value) {
    train::put(blocks_.at(static_cast<std::size_t>(which)), value);
  }
  std::string& operator[](Section which) { return blocks_.at(static_cast<std::size_t>(which)); }

  void write(const std::string& path) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    std::string header(lm::kUnfinished);
    header.resize(lm::kHeaderBytes);
    file.write(header.data(), static_cast<std::streamsize>(header.size()));
    std::string table;
    std::uint64_t offset = lm::kHeaderBytes;
    for (std::string& block : blocks_) {
      train::put<std::uint64_t>(table, offset);
      train::put<std::uint64_t>(table, block.size());
      train::put<std::uint64_t>(table, XXH3_64bits(block.data(), block.size()));
      block.resize((block.size() + 7) / 8 * 8);
      file.write(block.data(), static_cast<std::streamsize>(block.size()));
      offset += block.size();
    }
    header = lm::kMagic;
    train::put<std::uint32_t>(header, lm::kVersion);
    train::put<std::uint32_t>(header, lm::kSections);
    train::put<std::uint64_t>(header, offset);
    header += table;
    train::put<std::uint64_t>(header, XXH3_64bits(header.data(), header.size()));
    file.flush();
    file.seekp(0);
    file.write(header.data(), static_cast<std::streamsize>(header.size()));
    file.close();
    if (!file) throw Error(ErrorCode::kOutput, path + ": cannot be written");
  }

 private:
  std::array<std::string, lm::kSections> blocks_;
};

/// 256 values that stand for `values`: the means of equally filled bins, ascending.
std::array<float, 256> code_book(std::vector<float> values) {
  std::array<float, 256> out{};
  std::sort(values.begin(), values.end());
  if (!values.empty()) out.fill(values.front());
  for (std::size_t bin = 0; bin < 256; ++bin) {
    const std::size_t begin = values.size() * bin / 256;
    const std::size_t end = values.size() * (bin + 1) / 256;
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(values[i]);
    if (end > begin) out.at(bin) = static_cast<float>(sum / static_cast<double>(end - begin));
    if (end == begin && bin > 0) out.at(bin) = out.at(bin - 1);  // fewer values than codes
  }
  return out;
}

std::uint8_t code_of(const std::array<float, 256>& book, float value) {
  const auto above = std::lower_bound(book.begin(), book.end(), value);
  if (above == book.begin()) return 0;
  const auto below = above - 1;
  const bool up = above != book.end() && *above - value < value - *below;
  return static_cast<std::uint8_t>((up ? above : below) - book.begin());
}

/// Which kept entries of a level have kept children.
std::vector<bool> internal_entries(const NGrams& model, unsigned order) {
  const Level& level = model.levels[order - 1];
  std::vector<bool> out(level.keys.size(), false);
  if (order == lm::kMaxOrder) return out;
  const Level& below = model.levels[order];
  std::size_t context = 0;
  for (std::size_t i = 0; i < below.keys.size(); ++i) {
    if (!below.kept[i]) continue;
    while (level.keys[context] != below.keys[i] >> 16U) ++context;
    out[context] = true;
  }
  return out;
}

/// Sections of one level follow each other: words, probabilities, ranks, back-offs, children.
void put_level(Sections& out, const NGrams& model, unsigned order, Section first,
               Section prob_codes, Section backoff_codes) {
  const auto section = [&](std::uint32_t i) {
    return static_cast<Section>(static_cast<std::uint32_t>(first) + i);
  };
  const bool last = order == lm::kMaxOrder;
  const Level& level = model.levels[order - 1];
  const std::vector<bool> internal = internal_entries(model, order);
  std::vector<float> probs, backoffs;
  for (std::size_t i = 0; i < level.keys.size(); ++i) {
    if (level.kept[i]) probs.push_back(level.log_prob[i]);
    if (internal[i]) backoffs.push_back(level.log_backoff[i]);
  }
  const auto prob_book = code_book(probs);
  const auto backoff_book = code_book(backoffs);
  std::uint32_t entries = 0, rank = 0;
  for (std::size_t i = 0; i < level.keys.size(); ++i) {
    if (!level.kept[i]) continue;
    if (!last && entries % lm::kRankBlock == 0) out.put(section(2), rank);
    const auto word = static_cast<std::uint16_t>(level.keys[i] & 0xFFFFU);
    out.put(first, static_cast<std::uint16_t>(internal[i] ? word | lm::kInternal : word));
    out.put(section(1), code_of(prob_book, level.log_prob[i]));
    if (internal[i]) out.put(section(3), code_of(backoff_book, level.log_backoff[i]));
    rank += internal[i] ? 1U : 0U;
    ++entries;
  }
  if (!last && entries % lm::kRankBlock == 0) out.put(section(2), rank);
  for (const float code : prob_book) out.put(prob_codes, code);
  if (last) return;
  for (const float code : backoff_book) out.put(backoff_codes, code);
}

/// Where the children of each internal entry of `order` begin on the next level.
void put_children(Sections& out, const NGrams& model, unsigned order, Section where) {
  const Level& level = model.levels[order - 1];
  const Level& below = model.levels[order];
  const std::vector<bool> internal = internal_entries(model, order);
  std::uint32_t child = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < level.keys.size(); ++i) {
    if (order > 1 && !internal[i]) continue;
    out.put(where, child);
    for (; at < below.keys.size() && below.keys[at] >> 16U <= level.keys[i]; ++at) {
      child += below.kept[at] ? 1U : 0U;
    }
  }
  out.put(where, child);
}

}  // namespace

void write_model(const NGrams& model, const Vocabulary& vocabulary, const std::string& path) {
  Sections out;
  for (const std::string& word : vocabulary.words) {
    out[Section::kText] += word;
    out.put(Section::kTextEnds, static_cast<std::uint32_t>(out[Section::kText].size()));
  }
  for (const float p : model.levels[0].log_prob) out.put(Section::kUniProb, p);
  for (const float b : model.levels[0].log_backoff) out.put(Section::kUniBackoff, b);
  put_children(out, model, 1, Section::kUniChildren);
  put_level(out, model, 2, Section::kWords2, Section::kProbCodes2, Section::kBackoffCodes2);
  put_children(out, model, 2, Section::kChildren2);
  put_level(out, model, 3, Section::kWords3, Section::kProbCodes3, Section::kBackoffCodes3);
  put_children(out, model, 3, Section::kChildren3);
  put_level(out, model, 4, Section::kWords4, Section::kProbCodes4, Section::kCount);
  out.write(path);
}

}  // namespace codau::train
