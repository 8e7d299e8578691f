#include "restore/channel/channel.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "restore/text/look_alikes.h"
#include "restore/text/spelling.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

constexpr std::string_view kHeaderLine = "# codau-channel 1";
// Swapped and marked: chosen on pairs of training text whose engine's family was withheld
// (docs/experiments/restoration-unknown-engines.md).
constexpr float kUnseenSameCost = 6.9F;  ///< a letter kept that was never seen kept: e^-6.9 = 0.001
constexpr float kUnseenFoldCost = 4.6F;  ///< only its marks lost
constexpr float kUnseenAlikeCost = 5;    ///< a character of much the same shape
/// A letter with marks seen as the letter with other marks.
constexpr float kUnseenSwappedCost = 4;
constexpr float kUnseenMarkedCost = 6;    ///< a letter without marks seen with marks
constexpr float kUnseenOtherCost = 9.9F;  ///< any other character
/// The letter without its marks, and a sign like a mark.
constexpr float kUnseenMarkSignCost = 5.5F;
constexpr float kUnseenBesideCost = 8;   ///< the letter without its marks, and something beside it
constexpr float kUnseenTwoCost = 12;     ///< two characters that are not the letter
constexpr float kUnseenLostCost = 8.5F;  ///< the letter lost

/// The index of every letter up to the last Vietnamese one.
constexpr auto kLetterIndices = [] {
  std::array<std::uint8_t, text::detail::kVietnameseEnd> out{};
  out.fill(kNoLetter);
  for (std::size_t i = 0; i < kLetterCount; ++i) {
    const std::size_t vowels = text::kLowerVowels.size();
    const char32_t letter = i < vowels ? text::kLowerVowels[i] : kConsonants[i - vowels];
    out.at(letter) = static_cast<std::uint8_t>(i);
  }
  return out;
}();

constexpr auto kBareLetters = [] {
  std::array<char32_t, kLetterCount> out{};
  for (std::size_t c = 0; c < kLetterIndices.size(); ++c) {
    if (kLetterIndices.at(c) != kNoLetter)
      out.at(kLetterIndices.at(c)) = fold(static_cast<char32_t>(c));
  }
  return out;
}();

/// Returns a letter of any Latin alphabet without its marks, small: "Ë" → "e".
char32_t bare_letter(char32_t c) {
  return c < 0x80 ? c : to_utf32(text::to_lower(text::strip_diacritics(to_utf8({&c, 1}))))[0];
}

/// Returns −log P(piece | letter), by letter, for one character that was never seen for the letter.
/// A Vietnamese mark likely stands for another mark only if the channel swaps marks.
Channel::Costs unseen_character_costs(char32_t seen, bool swaps_marks) {
  Channel::Costs out;
  const bool is_vietnamese = letter_index(to_lower(seen)) != kNoLetter;
  const char32_t bare_seen = is_vietnamese && !swaps_marks ? seen : bare_letter(seen);
  for (std::size_t i = 0; i < kLetterCount; ++i) {
    const char32_t plain = kBareLetters.at(i);
    out.at(i) = plain == seen ? kUnseenFoldCost
                : plain == bare_seen
                    ? letter_index(plain) == i ? kUnseenMarkedCost : kUnseenSwappedCost
                : are_alike(plain, seen) ? kUnseenAlikeCost
                                         : kUnseenOtherCost;
  }
  const std::uint8_t same = letter_index(seen);
  if (same != kNoLetter) out.at(same) = kUnseenSameCost;
  return out;
}

Channel::Costs unseen_pair_costs(char32_t first, char32_t second) {
  Channel::Costs out;
  for (std::size_t i = 0; i < kLetterCount; ++i) {
    const char32_t plain = kBareLetters.at(i);
    if (first != plain && second != plain) {
      out.at(i) = kUnseenTwoCost;
      continue;
    }
    const bool marked = letter_index(plain) != i;
    out.at(i) = marked && is_like_mark(first == plain ? second : first) ? kUnseenMarkSignCost
                                                                        : kUnseenBesideCost;
  }
  return out;
}

/// Returns −log P(piece | letter), by letter, for a piece that was never seen.
Channel::Costs unseen_costs(std::u32string_view piece, bool swaps_marks) {
  Channel::Costs out;
  if (piece.size() == 1) return unseen_character_costs(piece[0], swaps_marks);
  if (piece.size() == 2) return unseen_pair_costs(piece[0], piece[1]);
  out.fill(piece.empty() ? kUnseenLostCost : Channel::kInfiniteCost);
  return out;
}

float least_of(const Channel::Costs& costs) {
  return *std::min_element(costs.begin(), costs.end());
}

/// Returns the costs of pieces that look like their letter, or were seen for it; kInfiniteCost for
/// all others.
Channel::Costs drop_unlikely(Channel::Costs costs) {
  for (float& cost : costs) {
    if (cost >= kUnseenOtherCost) cost = Channel::kInfiniteCost;
  }
  return costs;
}

std::vector<std::string_view> split_fields(std::string_view line) {
  std::vector<std::string_view> out;
  for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t')) {
    out.push_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  out.push_back(line);
  return out;
}

/// True for a letter that mostly vanishes.
bool is_lost_letter(const Channel::Entry& entry) {
  return entry.seen.empty() && entry.probability > 0.5;
}

/// True for a marked letter that mostly stays.
bool is_kept_mark(const Channel::Entry& entry) {
  return entry.letter >= 0x1EA0 && entry.seen == std::u32string_view(&entry.letter, 1) &&
         entry.probability > 0.5;
}

}  // namespace

std::uint8_t letter_index(char32_t c) noexcept {
  return c < kLetterIndices.size() ? kLetterIndices[c] : kNoLetter;
}

Channel::Key Channel::pack(std::u32string_view piece) {
  constexpr unsigned kCharacterBits = 21;
  Key out = 0;
  for (const char32_t c : piece) out = out << kCharacterBits | c;
  return out;
}

std::uint32_t Channel::id_of(std::u32string_view piece) {
  const auto [it, is_new] =
      piece_ids_.try_emplace(pack(piece), static_cast<std::uint32_t>(costs_.size()));
  if (is_new) {
    costs_.push_back(unseen_costs(piece, swaps_marks()));
    min_costs_.push_back(least_of(costs_.back()));
  }
  return it->second;
}

Channel::Channel(std::string name, std::span<const Entry> entries)
    : name_(std::move(name)),
      loses_letters_(std::ranges::any_of(entries, is_lost_letter)),
      keeps_marks_(std::ranges::any_of(entries, is_kept_mark)) {
  for (const auto& [letter, seen, probability] : entries) learn(letter, seen, probability);
}

void Channel::learn(char32_t letter, std::u32string_view seen, double probability) {
  const std::uint32_t id = id_of(seen);
  const auto cost = static_cast<float>(-std::log(probability));
  costs_[id].at(letter_index(letter)) = cost;
  min_costs_[id] = std::min(min_costs_[id], cost);
  const Entry entry{letter, std::u32string(seen), probability};
  loses_letters_ = loses_letters_ || is_lost_letter(entry);
  keeps_marks_ = keeps_marks_ || is_kept_mark(entry);
  if (!std::all_of(seen.begin(), seen.end(), is_letter)) makes_signs_ = true;
}

void Channel::scale(std::uint8_t index, double factor) {
  const auto cost = static_cast<float>(-std::log(factor));
  for (Costs& costs : costs_) costs.at(index) += cost;
}

void Channel::add(std::uint8_t index, std::u32string_view seen, double probability) {
  const std::uint32_t id = id_of(seen);
  float& cost = costs_[id].at(index);
  cost = static_cast<float>(-std::log(std::exp(-static_cast<double>(cost)) + probability));
  min_costs_[id] = std::min(min_costs_[id], cost);
}

Channel::PieceLattice Channel::cut_into_pieces(std::u32string_view seen) const {
  const auto is_no_digit = [](char32_t c) { return c < U'0' || c > U'9'; };
  const auto first =
      static_cast<std::size_t>(std::ranges::find_if(seen, is_no_digit) - seen.begin());
  const auto last = static_cast<std::size_t>(
      seen.rend() - std::find_if(seen.rbegin(), seen.rend(), is_no_digit));  // one after
  PieceLattice out;
  out.size = seen.size();
  out.costs.assign((seen.size() + 1) * (kMaxPieceLength + 1), nullptr);
  out.min_costs.assign(out.costs.size(), kInfiniteCost);
  out.smoothed.reserve(3 * seen.size() + 1);  // they must not move: no, one and two characters
  for (std::size_t begin = 0; begin <= seen.size(); ++begin) {
    for (std::size_t length = 0; length <= kMaxPieceLength && begin + length <= seen.size();
         ++length) {
      const bool is_before = length > 0 && begin < first;
      const bool holds_edge_digit = is_before || (length > 0 && begin + length > last);
      const std::u32string_view piece = seen.substr(begin, length);
      const auto it = piece_ids_.find(pack(piece));
      const bool is_known = it != piece_ids_.end();
      if ((!is_known && length > 2) || (holds_edge_digit && length > 1)) continue;
      if (is_before) {
        out.smoothed.push_back(
            drop_unlikely(is_known ? costs_[it->second] : unseen_costs(piece, swaps_marks())));
      } else if (!is_known) {
        out.smoothed.push_back(unseen_costs(piece, swaps_marks()));
      }
      const Costs& costs = is_known && !is_before ? costs_[it->second] : out.smoothed.back();
      const std::size_t at = begin * (kMaxPieceLength + 1) + length;
      out.costs[at] = costs.data();
      out.min_costs[at] = is_known && !is_before ? min_costs_[it->second] : least_of(costs);
    }
  }
  return out;
}

std::vector<Channel> read_channels(const std::string& path) {
  const auto fault = [&](const Message& what) {
    return Error(ErrorCode::kModel, path + ": " + what);
  };
  std::ifstream file(path);
  std::string line;
  if (!file)
    throw fault(both("không có hoặc không mở được mô hình lỗi chữ",
                     "the channel model is missing or cannot be opened"));
  if (!std::getline(file, line) || line != kHeaderLine)
    throw fault(
        both("không phải mô hình lỗi chữ theo định dạng 1", "not a channel model of format 1"));
  std::vector<Channel> out;
  std::string name;
  std::vector<Channel::Entry> entries;  // of `name`
  const auto end_channel = [&] {
    if (!entries.empty()) out.emplace_back(std::move(name), entries);
    entries.clear();
  };
  for (std::size_t number = 2; std::getline(file, line); ++number) {
    const auto fields = split_fields(line);
    double probability = 0;
    const bool whole =
        fields.size() == 4 && text::is_utf8(line) &&
        std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), probability).ec ==
            std::errc();
    const std::u32string letter = whole ? to_utf32(fields[1]) : U"";
    const std::u32string seen = whole ? to_utf32(fields[2]) : U"";
    if (letter.size() != 1 || letter_index(letter[0]) == kNoLetter ||
        seen.size() > Channel::kMaxPieceLength || !(probability > 0) || probability > 1) {
      throw fault(both("dòng ", "line ") + std::to_string(number) +
                  both(" không đúng mẫu", " is no entry of a channel"));
    }
    if (name != fields[0]) {
      end_channel();
      name = fields[0];
    }
    entries.push_back({letter[0], seen, probability});
  }
  end_channel();
  if (out.empty()) throw fault(both("mô hình lỗi chữ rỗng", "the channel model is empty"));
  return out;
}

}  // namespace codau::restore
