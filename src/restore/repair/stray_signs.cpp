#include "restore/repair/stray_signs.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/changes.h"
#include "core/message.h"
#include "restore/text/line_continuation.h"
#include "restore/text/nearby_changes.h"
#include "restore/text/spelling.h"
#include "restore/text/table_file.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

/// Returns a separator of the table as it stands in texts.
std::string with_spaces(std::string_view cell) {
  constexpr std::string_view kSpace = "␣";
  std::string out;
  for (std::size_t at = 0; at < cell.size();) {
    const bool is_space = cell.substr(at).starts_with(kSpace);
    out += is_space ? ' ' : cell[at];
    at += is_space ? kSpace.size() : 1;
  }
  return out;
}

/// The kinds of text after a separator, as the table names them.
constexpr char kBeforeSmallLetter = 'a', kBetweenCapitals = 'A', kElsewhere = 'x', kAtLineEnd = '|';

/// Less sure signs stay. Figures: docs/experiments/restoration-short-texts.md.
constexpr double kMinSignConfidence = 0.9;
// plans have more than other texts: "Công an xã: tuần tra"
constexpr double kMinColonConfidence = 0.98;

/// Returns true for signs that end a clause in the model.
bool ends_clause(std::string_view signs) { return signs.find_first_of(".;:!?") != signs.npos; }

/// Returns true for at least two letters, all capitals.
bool is_in_capitals(std::string_view word) {
  const std::u32string letters = to_utf32(word);
  return letters.size() > 1 && are_all_upper(letters);
}

/// Returns true for the mark of an item: "b)". The text before it ends another item.
bool is_item(std::string_view text, ByteRange word) {
  constexpr std::string_view kClosers = ")/.-";
  return to_utf32(slice(text, word)).size() == 1 && word.end < text.size() &&
         kClosers.find(text[word.end]) != kClosers.npos;
}

/// Returns the class of a separator between two words. If the model has both words, a small letter
/// means that a sentence goes on in the middle of a line.
char classify_separator(std::string_view before, std::string_view behind, bool are_known) {
  if (!are_known) return kElsewhere;
  if (continues_sentence(behind)) return kBeforeSmallLetter;
  return is_in_capitals(before) && is_in_capitals(behind) ? kBetweenCapitals : kElsewhere;
}

/// The words around a separator as the model has them.
struct NeighbourWords {
  lm::WordId second = lm::kSentenceStart, before = lm::kUnknown, behind = lm::kUnknown;

  [[nodiscard]] bool are_known() const { return before != lm::kUnknown && behind != lm::kUnknown; }
};

/// Returns P(word after | word before) divided by P(word after | head of a clause).
double adjacency_ratio(const lm::NgramModel& model, const NeighbourWords& neighbours) {
  const lm::State second = model.score({}, neighbours.second).next;
  const lm::State before = model.score(second, neighbours.before).next;
  const lm::State clause = model.score(before, lm::kBreak).next;
  return std::exp(model.score(before, neighbours.behind).log_prob -
                  model.score(clause, neighbours.behind).log_prob);
}

/// Bytes on either side that are searched for a partner.
constexpr std::uint32_t kMaxPartnerBytes = 200;

/// Returns the part of the line of `range` within kMaxPartnerBytes bytes.
std::string_view line_around(std::string_view text, ByteRange range) {
  std::size_t begin = range.begin - std::min(range.begin, kMaxPartnerBytes);
  std::size_t end = std::min<std::size_t>(range.end + kMaxPartnerBytes, text.size());
  if (const auto at = text.substr(begin, range.begin - begin).rfind('\n'); at != text.npos)
    begin += at + 1;
  if (const auto at = text.substr(range.end, end - range.end).find('\n'); at != text.npos)
    end = range.end + at;
  return text.substr(begin, end - begin);
}

/// Returns true for bars of a table, for quotes that are a pair, and for the apostrophe of "H’
/// Nga".
bool may_be_printed(std::string_view text, ByteRange before, ByteRange between) {
  const std::string_view signs = slice(text, between), line = line_around(text, between);
  const auto has = [](std::string_view where, std::string_view what) {
    return where.find(what) != where.npos;
  };
  if (has(signs, "|")) return line.starts_with('|') || std::ranges::count(line, '|') > 1;
  const bool closes = has(signs, "’");
  if (!closes && !has(signs, "‘")) return false;
  return has(line, closes ? "‘" : "’") || (closes && before.size() == 1);
}

/// Returns the bytes of a separator that are no print: all but one space or line end.
ByteRange stray_part(std::string_view text, ByteRange between) {
  const auto is_space = [&](std::uint32_t at) { return text[at] == ' ' || text[at] == '\n'; };
  if (is_space(between.end - 1)) return {between.begin, between.end - 1};
  if (is_space(between.begin)) return {between.begin + 1, between.end};
  return between;
}

/// Returns the last sign of the line or cell that `between` begins with, and the space before it: "
/// :".
std::optional<ByteRange> end_sign(std::string_view text, ByteRange between) {
  std::string_view line = slice(text, between);
  line = line.substr(0, line.find_first_of("\n\f\t"));
  while (line.ends_with(' ')) line.remove_suffix(1);
  const std::size_t space = line.rfind(' ');
  if (space == line.npos || to_utf32(line.substr(space + 1)).size() != 1) return std::nullopt;
  return ByteRange{between.begin + static_cast<std::uint32_t>(space),
                   between.begin + static_cast<std::uint32_t>(line.size())};
}

}  // namespace

StraySigns::StraySigns(const std::string& path) {
  const Message missing =
      both("không có bảng dấu thừa giữa các từ", "the table of stray signs is missing");
  read_table(
      path, missing, [this](std::span<const std::string_view> cells) -> std::optional<Message> {
        const auto seen = cells.size() == 4 ? text::parse_whole_number(cells[2]) : std::nullopt;
        const auto stray = seen ? text::parse_whole_number(cells[3]) : std::nullopt;
        const bool is_class =
            stray && cells[1].size() == 1 &&
            std::string{kBeforeSmallLetter, kBetweenCapitals, kElsewhere, kAtLineEnd}.find(
                cells[1]) != cells[1].npos;
        if (!is_class || with_spaces(cells[0]).find_first_not_of(' ') == std::string::npos ||
            *stray < 1 || *stray > *seen)
          return both("không phải một dấu thừa", "is no stray sign");
        std::string key(cells[1]);
        key += with_spaces(cells[0]);
        odds_.emplace(std::move(key), *stray / (*seen - *stray + 1.0));
        return std::nullopt;
      });
}

std::vector<Change> StraySigns::find(const Knowledge& knowledge, std::string_view restored,
                                     const std::vector<Change>& past_changes,
                                     double min_confidence) const {
  std::vector<Change> out;
  if (past_changes.empty() || odds_.empty()) return out;
  std::uint32_t shorter = 0;
  const auto odds_of = [&](char next, ByteRange before, ByteRange between) {
    std::string key(1, next);
    key += slice(restored, between);
    std::ranges::replace(key, '\n', ' ');
    const auto found = odds_.find(key);
    if (found == odds_.end() || !is_damaged(past_changes, between) ||
        may_be_printed(restored, before, between))
      return 0.0;
    return found->second;
  };
  const auto take = [&](ByteRange in, const char* after, double odds) {
    const double confidence = odds / (odds + 1);
    const bool is_colon = slice(restored, in).find(':') != std::string_view::npos;
    if (confidence < std::max(min_confidence, is_colon ? kMinColonConfidence : kMinSignConfidence))
      return;
    const std::uint32_t begin = in.begin - shorter;
    const ByteRange there{begin,
                          begin + static_cast<std::uint32_t>(std::string_view(after).size())};
    out.push_back({in, there, std::string(slice(restored, in)), after, "stray_sign", "ocr_restore",
                   confidence, ""});
    shorter += in.size() - there.size();
  };
  const std::vector<AlphanumericWord> words = split_words(restored);
  const auto id_of = [&](std::size_t i) {
    return knowledge.vocabulary.find(to_model_spelling(slice(restored, words[i].text)));
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    const ByteRange before = words[i - 1].text, word = words[i].text,
                    between{before.end, word.begin};
    const std::string_view signs = slice(restored, between), behind = slice(restored, word);
    if (signs == " " || is_item(restored, word)) continue;
    const bool is_code_or_address = words[i - 1].is_code_or_address || words[i].is_code_or_address;
    if (is_code_or_address && signs.find_first_of(" \n") == signs.npos)
      continue;  // inside an address
    const std::size_t line_end = signs.find_first_of("\n\f\t");
    const bool is_mere_line_end = signs.ends_with('\n') && line_end + 1 == signs.size();
    if (line_end == signs.npos || (is_mere_line_end && continues_sentence(behind))) {
      const NeighbourWords neighbours{i > 1 ? id_of(i - 2) : lm::kUnknown, id_of(i - 1), id_of(i)};
      const char next = classify_separator(slice(restored, before), behind, neighbours.are_known());
      double odds = odds_of(next, before, between);
      if (odds > 0 && neighbours.are_known() && ends_clause(signs))
        odds *= adjacency_ratio(knowledge.model, neighbours);
      const ByteRange in = stray_part(restored, between);
      take(in, in == between ? " " : "", odds);
    } else if (const auto sign = end_sign(restored, between)) {
      take(*sign, "", odds_of(kAtLineEnd, before, *sign));
    }
  }
  return out;
}

}  // namespace codau::restore
