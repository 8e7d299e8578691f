#include "restore/channel.h"

#include <charconv>
#include <cmath>
#include <fstream>

#include "core/error.h"
#include "restore/letters.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

constexpr std::string_view kFirstLine = "# codau-channel 1";
constexpr float kUnseenSame = 6.9F;   ///< a letter kept that was never seen kept: e^-6.9 = 0.001
constexpr float kUnseenFold = 4.6F;   ///< only its marks lost
constexpr float kUnseenOther = 9.9F;  ///< any other character
constexpr float kUnseenMore = 8;      ///< the letter without its marks, and something beside it
constexpr float kUnseenLost = 8.5F;   ///< the letter lost

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t')) {
    out.push_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  out.push_back(line);
  return out;
}

}  // namespace

void Channel::learn(char32_t letter, std::u32string_view seen, double probability) {
  const auto id = piece_ids_.try_emplace(std::u32string(seen), piece_ids_.size() + 1).first->second;
  std::vector<float>& row = costs_[letter];
  if (row.size() <= id) row.resize(id + 1, kNever);
  row[id] = static_cast<float>(-std::log(probability));
  if (seen.empty() && probability > 0.5) loses_letters_ = true;
}

Channel::Pieces Channel::cut(std::u32string_view seen) const {
  Pieces out;
  out.size = seen.size();
  out.seen = seen;
  out.ids.assign((seen.size() + 1) * (kLongest + 1), 0);
  for (std::size_t begin = 0; begin <= seen.size(); ++begin) {
    for (std::size_t length = 0; length <= kLongest && begin + length <= seen.size(); ++length) {
      const auto it = piece_ids_.find(std::u32string(seen.substr(begin, length)));
      if (it != piece_ids_.end()) out.ids[begin * (kLongest + 1) + length] = it->second;
    }
  }
  return out;
}

Channel::Row Channel::row(char32_t letter) const {
  const auto it = costs_.find(letter);
  return {letter, fold(letter), it == costs_.end() ? nullptr : &it->second};
}

float Channel::cost(const Row& row, const Pieces& pieces, std::size_t begin, std::size_t length) {
  const std::uint32_t id = pieces.ids[begin * (kLongest + 1) + length];
  if (id != 0 && row.costs != nullptr && id < row.costs->size() && (*row.costs)[id] < kNever) {
    return (*row.costs)[id];
  }
  if (length == 0) return kUnseenLost;
  if (length > 2) return kNever;
  const char32_t first = pieces.seen[begin];
  if (length == 2) {
    return first == row.plain || pieces.seen[begin + 1] == row.plain ? kUnseenMore : kNever;
  }
  if (first == row.letter) return kUnseenSame;
  return first == row.plain ? kUnseenFold : kUnseenOther;
}

std::vector<Channel> read_channels(const std::string& path) {
  const auto bad = [&](const std::string& what) {
    return Error(ErrorCode::kModel, path + ": " + what);
  };
  std::ifstream file(path);
  std::string line;
  if (!file) throw bad("the channel model is missing or cannot be opened");
  if (!std::getline(file, line) || line != kFirstLine) throw bad("not a channel model of format 1");
  std::vector<Channel> out;
  for (std::size_t number = 2; std::getline(file, line); ++number) {
    const auto fields = fields_of(line);
    double probability = 0;
    const bool whole =
        fields.size() == 4 && text::is_utf8(line) &&
        std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), probability).ec ==
            std::errc();
    const std::u32string letter = whole ? to_utf32(fields[1]) : U"";
    const std::u32string seen = whole ? to_utf32(fields[2]) : U"";
    if (letter.size() != 1 || seen.size() > Channel::kLongest || !(probability > 0) ||
        probability > 1) {
      throw bad("line " + std::to_string(number) + " is no entry of a channel");
    }
    if (out.empty() || out.back().name() != fields[0]) out.emplace_back(std::string(fields[0]));
    out.back().learn(letter[0], seen, probability);
  }
  if (out.empty()) throw bad("the channel model is empty");
  return out;
}

}  // namespace codau::restore
