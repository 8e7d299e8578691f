#include "document/layout/signature_office.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/words/pattern.h"
#include "text/data_table.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr std::array<std::string_view, 5> kPrefixes = {"tm", "kt", "tl", "tuq", "q"};
constexpr std::size_t kNoiseLetters = 5;  ///< what a seal may leave before the words
constexpr std::size_t kMostWords = 12;

/// The role "office": the head's and the deputy's.
struct OfficeNames {
  explicit OfficeNames(const Lexicon& lexicon) {
    for (const text::LexiconEntry& entry : lexicon.entries("office")) {
      all.emplace_back(entry.form);
      if (!entry.has("organ") && !entry.has("no_deputy"))
        all.push_back("PHÓ " + std::string(entry.form));
    }
    for (const std::string& name : all) {
      for (const std::string_view word : text::split(name, ' ')) words.insert(fold(word));
    }
  }

  std::vector<std::string> all;
  std::set<std::string, std::less<>> words;  ///< folded
};

/// "- UBND huyện;": an item of a list.
bool begins_bulleted_item(std::string_view key) {
  static const Pattern kMark(R"([-–+*•] ?[a-z])");
  return kMark.at_start(key).has_value();
}

struct Word {
  std::uint32_t begin = 0, end = 0;  ///< of the key
};

/// Runs of letters and digits of the key; a stop inside a word parts it: "ỦY.BAN".
std::vector<Word> words_of(std::string_view key) {
  std::vector<Word> out;
  bool inside = false;
  for (std::uint32_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_word && !inside) out.push_back({i, i});
    if (is_word) out.back().end = i + 1;
    inside = is_word;
  }
  return out;
}

std::string letters_of(std::string_view key, const std::vector<Word>& words, std::size_t first,
                       std::size_t last) {
  std::string out;
  for (std::size_t i = first; i < last; ++i)
    out += key.substr(words[i].begin, words[i].end - words[i].begin);
  return out;
}

std::string without_spaces(std::string_view text) {
  std::string out(text);
  std::erase(out, ' ');
  return out;
}

struct Found {
  std::size_t first = 0, last = 0;  ///< words taken
  std::size_t edits = 0, cost = 0;  ///< cost: edits, letters left out before, marks that differ
  std::string_view name;
};

/// Edits of letters with their marks: which spelling of equals is the printed one.
std::size_t marks_apart(std::string_view printed, std::string_view name) {
  return edit_distance(text::to_upper(without_spaces(printed)), without_spaces(name));
}

/// Damage changes letters: a printed word that offices have is no other word of theirs ("PHÓ
/// TRƯỞNG" is no "BỘ TRƯỞNG"), none is missing where the others are whole ("PHÓ VỤ TRƯỞNG"), and a
/// short one keeps most of its letters ("TRƯỞNG HẢI QUAN" is no "TRƯỞNG BAN").
bool may_be_damaged(const OfficeNames& names, std::string_view key, std::span<const Word> printed,
                    std::string_view name) {
  const std::string folded = fold(name);
  const auto wanted = text::split(folded, ' ');
  bool are_whole = true;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const std::string_view word = key.substr(printed[i].begin, printed[i].end - printed[i].begin);
    if (std::ranges::find(wanted, word) != wanted.end()) continue;
    if (names.words.contains(word)) return false;
    const std::size_t allowed = std::max<std::size_t>(1, word.size() / 3);
    if (printed.size() == wanted.size() && edit_distance(word, wanted[i]) > allowed) return false;
    are_whole = false;
  }
  return !are_whole || printed.size() == wanted.size();
}

/// The name of the vocabulary that stands in the line: fewest edits and letters before it.
std::optional<Found> find_name(const Lexicon& lexicon, const Passage& line,
                               const std::vector<Word>& words) {
  std::optional<Found> best;
  const OfficeNames& names = lexicon.cached<OfficeNames>();
  for (const std::string& name : names.all) {
    const std::string wanted = without_spaces(fold(name));
    const std::size_t size = count_words(name), allowed = wanted.size() / 4;
    for (std::size_t first = 0; first < words.size(); ++first) {
      for (std::size_t last = first + std::max<std::size_t>(size, 2) - 1;
           last <= std::min(words.size(), first + size + 1); ++last) {
        const std::string letters = letters_of(line.key, words, first, last);
        if (letters.size() > wanted.size() + allowed || wanted.size() > letters.size() + allowed)
          continue;
        const std::size_t edits = edit_distance(letters, wanted);
        if (edits > allowed ||
            (edits > 0 &&
             !may_be_damaged(names, line.key, std::span(words).subspan(first, last - first), name)))
          continue;
        const ByteRange where = line.in_text({words[first].begin, words[last - 1].end});
        const std::size_t cost = 100 * (edits + letters_of(line.key, words, 0, first).size()) +
                                 marks_apart(slice(line.text, where), name);
        const bool is_longer = best && wanted.size() > without_spaces(best->name).size();
        if (!best || cost < best->cost || (cost == best->cost && is_longer))
          best = Found{first, last, edits, cost, name};
      }
    }
  }
  return best;
}

struct Prefix {
  std::string_view key;
  std::uint32_t begin = 0;  ///< of the line's key
  std::size_t edits = 0;
  bool has_stroke = false;  ///< "T/M", as Party papers print it
};

/// "KT." before the name; its point is what tells it from noise, so "VT," before an office is KT.
/// Party papers print "T/M".
std::optional<Prefix> find_prefix(std::string_view before) {
  static const Pattern kParty(R"((?:^|[^a-z0-9])(t\s?/\s?m|k\s?/\s?t|t\s?/\s?l)[.\s]*$)");
  if (const auto match = kParty.find(before)) {
    const char first = before[match->groups[1]->begin], last = before[match->groups[1]->end - 1];
    for (const std::string_view key : kPrefixes) {
      if (key.size() == 2 && key.front() == first && key.back() == last)
        return Prefix{key, match->groups[1]->begin, 0, true};
    }
  }
  static const Pattern kPattern(R"((?:^|[^a-z0-9#])([a-z0-9#]{1,3})\s?[.,:]\s*[^a-z0-9]{0,2}$)");
  const auto match = kPattern.find(before);
  if (!match) return std::nullopt;
  const std::string_view printed = match->of(before, 1);
  std::optional<Prefix> best;
  bool is_tied = false;
  for (const std::string_view key : kPrefixes) {
    const std::size_t edits = edit_distance(printed, key);
    if (edits > (key.size() > 1 ? 1U : 0U)) continue;
    is_tied = best && edits == best->edits;
    if (!best || edits < best->edits) best = Prefix{key, match->groups[1]->begin, edits, false};
  }
  return is_tied && best->edits > 0 ? std::nullopt : best;
}

/// Words behind the name, as printed; strokes of a seal and single letters are none.
std::uint32_t end_of_tail(const Passage& line, const std::vector<Word>& words, std::size_t last) {
  std::uint32_t end = words[last - 1].end;
  for (std::size_t i = last; i < words.size(); ++i) {
    const std::string_view gap = std::string_view(line.key).substr(end, words[i].begin - end);
    const std::string_view word =
        std::string_view(line.key).substr(words[i].begin, words[i].end - words[i].begin);
    const bool is_noise = word.size() < 2 && word != "y";  // "SỞ Y TẾ"
    if (is_noise || gap.find_first_not_of(" ,-") != std::string_view::npos) break;
    end = words[i].end;
  }
  return end;
}

/// A seal leaves no syllable: "NHIỆM VỤ TRỌNG TÂM" names no office.
bool is_word_before(const Passage& line, const std::vector<Word>& words, std::size_t first) {
  constexpr std::size_t kWord = 4;  // letters
  if (first == 0) return false;
  const Word& word = words[first - 1];
  return word.end - word.begin >= kWord &&
         text::is_legal_syllable(slice(line.text, line.in_text({word.begin, word.end})));
}

}  // namespace

std::optional<SignatureOffice> read_office(const Lexicon& lexicon, const Passage& line) {
  // "- TT Đảng ủy-HĐND-UBND" is whom the paper goes to
  const double least = begins_bulleted_item(line.key) ? kMinAllCapitalShare : kMinCapitalShare;
  if (compute_capital_share(line.text) < least || count_words(line.text) > kMostWords)
    return std::nullopt;
  const std::vector<Word> words = words_of(line.key);
  const auto found = find_name(lexicon, line, words);
  if (!found) return std::nullopt;
  const std::uint32_t at = words[found->first].begin;
  auto prefix = find_prefix(std::string_view(line.key).substr(0, at));
  // nobody signs for a deputy: "Lưu: VT. PHÓ CHỦ TỊCH" is no KT.
  if (prefix && prefix->edits > 0 && found->name.starts_with("PHÓ ")) prefix.reset();
  const std::uint32_t begin = prefix ? prefix->begin : at;
  const auto before =
      std::ranges::count_if(line.key.substr(0, begin), [](char c) { return c >= 'a' && c <= 'z'; });
  if (static_cast<std::size_t>(before) > kNoiseLetters) return std::nullopt;
  if (found->edits > 0 && !prefix && is_word_before(line, words, found->first)) return std::nullopt;
  SignatureOffice out;
  out.name = found->name;
  out.edits = found->edits + (prefix ? prefix->edits : 0);
  if (prefix) out.prefix = text::to_upper(prefix->key) + ".";
  std::string printed = out.prefix;
  if (prefix && prefix->has_stroke) printed = {out.prefix.front(), '/', out.prefix[1]};
  out.value = (prefix ? printed + " " : "") + out.name;
  const std::uint32_t name_end = words[found->last - 1].end,
                      end = end_of_tail(line, words, found->last);
  if (end > name_end) out.value += slice(line.text, line.in_text({name_end, end}));
  out.bytes = line.in_text({begin, end});
  return out;
}

std::uint32_t find_trailing_office(const Lexicon& lexicon, const Passage& line) {
  std::uint32_t at = static_cast<std::uint32_t>(line.text.size());
  while (at > 0) {
    const std::size_t space = at > 1 ? line.text.rfind(' ', at - 2) : std::string::npos;
    const auto begin = space == std::string::npos ? 0U : static_cast<std::uint32_t>(space) + 1;
    const std::string_view word = slice(line.text, {begin, at});
    const bool has_letters = text::to_lower(word) != text::to_upper(word);
    static const Pattern kMisread(R"(\p{Lu}{1,3}[iíìỉĩị]\p{Lu}{0,2}[ ,]*)");  // "Bí THƯ"
    const bool is_capital =
        compute_capital_share(word) >= kMinAllCapitalShare || kMisread.is_full_match(word);
    if (has_letters && !is_capital) break;
    at = begin;
  }
  if (at == 0 || at >= line.text.size()) return 0;
  const auto office = read_office(lexicon, take_from(line, at));
  return office ? at + office->bytes.begin : 0;
}

}  // namespace codau::document
