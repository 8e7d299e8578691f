#include "restore/channel.h"

#include <algorithm>
#include <array>
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
constexpr float kUnseenAlike = 5;     ///< a character of much the same shape
constexpr float kUnseenOther = 9.9F;  ///< any other character
constexpr float kUnseenMark = 5.5F;   ///< the letter without its marks, and a sign like a mark
constexpr float kUnseenMore = 8;      ///< the letter without its marks, and something beside it
constexpr float kUnseenTwo = 12;      ///< two characters that are not the letter
constexpr float kUnseenLost = 8.5F;   ///< the letter lost

/// Characters of much the same shape; the first letters are those that they stand for.
constexpr std::array<std::u32string_view, 6> kAlike{U"il1!|[]", U"o0",  U"s5$",
                                                    U"b8",      U"gq9", U"ce¢€"};

bool are_alike(char32_t plain, char32_t seen) {
  return std::any_of(kAlike.begin(), kAlike.end(), [&](std::u32string_view group) {
    return group.find(plain) != group.npos && group.find(fold(seen)) != group.npos;
  });
}

/// Signs that look like a horn, a tone or a circumflex beside or above a letter.
bool is_like_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U"'‘’`^~?";
  return kMarks.find(c) != kMarks.npos;
}

/// −log P(piece | letter) for a piece that was never seen for it.
float unseen_cost(char32_t letter, char32_t plain, std::u32string_view piece) {
  if (piece.empty()) return kUnseenLost;
  if (piece.size() > 2) return Channel::kNever;
  if (piece.size() == 1) {
    if (piece[0] == letter) return kUnseenSame;
    if (piece[0] == plain) return kUnseenFold;
    return are_alike(plain, piece[0]) ? kUnseenAlike : kUnseenOther;
  }
  if (piece[0] != plain && piece[1] != plain) return kUnseenTwo;
  const char32_t other = piece[0] == plain ? piece[1] : piece[0];
  return letter != plain && is_like_mark(other) ? kUnseenMark : kUnseenMore;
}

/// No letter gives `piece` at a lower cost, if it was never seen for any.
float least_unseen(std::u32string_view piece) {
  const auto is_plain = [](char32_t c) { return c >= U'a' && c <= U'z'; };
  if (piece.size() == 2) {
    const bool marked = is_like_mark(piece[0]) || is_like_mark(piece[1]);
    return is_plain(piece[0]) || is_plain(piece[1]) ? (marked ? kUnseenMark : kUnseenMore)
                                                    : kUnseenTwo;
  }
  if (is_letter(piece[0])) return kUnseenFold;
  return std::any_of(kAlike.begin(), kAlike.end(),
                     [&](std::u32string_view group) { return group.find(piece[0]) != group.npos; })
             ? kUnseenAlike
             : kUnseenOther;
}

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
  if (rows_.size() <= letter) rows_.resize(letter + 1, 0);
  if (rows_[letter] == 0) {
    rows_[letter] = static_cast<std::uint16_t>(costs_.size());
    costs_.emplace_back();
  }
  std::vector<float>& row = costs_[rows_[letter]];
  if (row.size() <= id) row.resize(id + 1, kNever);
  row[id] = static_cast<float>(-std::log(probability));
  if (least_.size() <= id) least_.resize(id + 1, kNever);
  least_[id] = std::min(least_[id], row[id]);
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
  out.least.assign(seen.size() + 1, kNever);
  out.least.back() = 0;
  for (std::size_t begin = seen.size(); begin-- > 0;) {
    for (std::size_t length = 1; length <= kLongest && begin + length <= seen.size(); ++length) {
      const std::uint32_t id = out.ids[begin * (kLongest + 1) + length];
      float cost = id == 0 ? kNever : least_[id];
      if (length <= 2) cost = std::min(cost, least_unseen(out.seen.substr(begin, length)));
      out.least[begin] = std::min(out.least[begin], cost + out.least[begin + length]);
    }
  }
  return out;
}

Channel::Row Channel::row(char32_t letter) const {
  const std::uint16_t at = letter < rows_.size() ? rows_[letter] : std::uint16_t{0};
  return {letter, fold(letter), &costs_[at]};
}

float Channel::cost(const Row& row, const Pieces& pieces, std::size_t begin, std::size_t length) {
  const std::uint32_t id = pieces.ids[begin * (kLongest + 1) + length];
  if (id != 0 && id < row.costs->size() && (*row.costs)[id] < kNever) return (*row.costs)[id];
  return unseen_cost(row.letter, row.plain, std::u32string_view(pieces.seen).substr(begin, length));
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
