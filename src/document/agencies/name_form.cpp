#include "document/agencies/name_form.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency_name.h"
#include "document/agencies/persons.h"
#include "document/words/pattern.h"
#include "text/data_table.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

using Words = std::set<std::string, std::less<>>;

/// The words of a text without the marks around them.
std::vector<std::string> extract_words(std::string_view text) {
  static const Pattern kWord(R"([\p{L}\d][\p{L}\d'’.&]*[\p{L}\d]|[\p{L}\d])");
  std::vector<std::string> out;
  for (std::size_t at = 0; const auto found = kWord.find(text, at);) {
    out.emplace_back(found->of(text, 0));
    at = found->whole().end;
  }
  return out;
}

/// Words before and after which a word says something else.
struct Unless {
  Words behind, before;
};
using Marked = std::map<std::string, Unless, std::less<>>;

Marked marked_forms(const Lexicon& lexicon, std::string_view role) {
  Marked out;
  for (const text::LexiconEntry& entry : lexicon.entries(role)) {
    Unless& unless = out[text::to_lower(entry.form)];
    for (const auto& [mark, words] :
         {std::pair("not_behind", &unless.behind), std::pair("not_before", &unless.before)}) {
      for (const std::string_view word : text::split(entry.mark(mark), '|'))
        if (!word.empty()) words->insert(std::string(word));
    }
  }
  return out;
}

/// data/lexicon: head_words.tsv, name_grammar.tsv, places.tsv.
struct NameForm {
  explicit NameForm(const Lexicon& lexicon)
      : organ(make_printed_pattern(lexicon, "organ_head") + "(?: |$)"),
        no_organ(make_printed_pattern(lexicon, "no_organ") + "(?: |$)"),
        head(make_printed_pattern(lexicon, "name_head") + "(?: |$)"),
        trade(make_printed_pattern(lexicon, "name_head", make_mark_filter("trade")) + " "),
        after_place("(?:^|[^ ]) " + make_printed_pattern(lexicon, "unit_word", is_above_village) +
                    R"( \p{Lu}[\p{L}'-]*(?: (?:\p{Lu}|\d)[\p{L}\d'-]*)+ (\p{Ll}[\p{L}]*))"),
        at_place(" " + make_printed_pattern(lexicon, "unit_word") +
                 R"( (?:\p{Lu}|\d)[\p{L}\d'-]*(?: (?:\p{Lu}|\d)[\p{L}\d'-]*)*$)"),
        person(R"((?:\p{Lu}[\p{L}]{0,6}\. ?)?)" +
               make_printed_pattern(lexicon, "family_name", make_mark_filter("telling")) +
               R"((?: \p{Lu}\p{Ll}+){2,3})"),
        torn_ends(marked_forms(lexicon, "torn_end")),
        clause_words(marked_forms(lexicon, "clause_word")) {
    for (const text::LexiconEntry& entry : lexicon.entries("place")) {
      for (std::string& word : extract_words(text::to_lower(entry.form))) place_words.insert(word);
    }
  }

  static bool is_above_village(const text::LexiconEntry& unit) { return unit.type != "village"; }

  /// "Nhân viên Cao Bằng": a person, or misread.
  [[nodiscard]] bool may_follow_trade(std::string_view name) const {
    const auto found = trade.at_start(text::to_lower(name));
    if (!found) return true;
    static const Pattern kField(R"(\p{Ll}|\p{Lu}{2}|\p{Lu}\p{Ll}+ \p{Ll})");
    const std::string_view rest = name.substr(found->whole().end);
    return kField.at_start(rest) || length_of_head(text::to_lower(rest)) > 0;
  }

  /// Bytes of the head word and the blank after it; 0 if the name has none.
  [[nodiscard]] std::size_t length_of_head(const std::string& name) const {
    std::size_t out = 0;
    if (const auto found = head.at_start(name)) out = found->whole().end;
    if (const auto found = organ.at_start(name); found && !no_organ.at_start(name))
      out = std::max<std::size_t>(out, found->whole().end);
    return out;
  }

  Pattern organ, no_organ, head;
  Pattern trade;        ///< heads of which a field or a body says more
  Pattern after_place;  ///< group 1: the small word after a place
  Pattern at_place;     ///< a name that ends with a place
  Pattern person;       ///< a name of three or four syllables, perhaps with a degree
  Marked torn_ends, clause_words;
  Words place_words;
};

/// "06", "II", "A2", "PC06".
bool is_number(std::string_view word) {
  static const Pattern kNumber(R"(\d+(?:[./]\d+)*|[IVX]+|[A-ZĐ]{1,4}\d{0,3})");
  return kNumber.is_full_match(word);
}

/// "QLDA", "TNHH": two to eight capitals.
bool is_capital_abbreviation(std::string_view word) {
  static const Pattern kCapitals(R"(\p{Lu}(?:[.&]?\p{Lu}){1,7})");
  return kCapitals.is_full_match(word);
}

bool is_spelt(const NameForm& form, const std::string& word) {
  const std::string small = text::to_lower(word);
  return is_number(word) || is_capital_abbreviation(word) || text::is_legal_toned_syllable(small) ||
         form.place_words.contains(small);
}

bool is_small(std::string_view word) {
  static const Pattern kSmall(R"(\p{Ll})");
  return kSmall.at_start(word).has_value();
}

std::string_view at(const std::vector<std::string>& words, std::size_t i) {
  return i < words.size() ? std::string_view(words[i]) : std::string_view();
}

/// A word within a name, in small letters, that begins a clause: "chậm nhất", "được".
bool begins_clause(const NameForm& form, const std::vector<std::string>& words, std::size_t i) {
  if (!is_small(words[i])) return false;
  const auto begins = [&](const std::string& word, std::size_t next) {
    const auto found = form.clause_words.find(word);
    return found != form.clause_words.end() &&
           !found->second.behind.contains(text::to_lower(at(words, i - 1))) &&
           !found->second.before.contains(at(words, next));
  };
  return begins(words[i], i + 1) || begins(words[i] + ' ' + std::string(at(words, i + 1)), i + 2);
}

/// "Cục Biến đổi": the last word goes on.
bool is_torn(const NameForm& form, const std::vector<std::string>& words) {
  const auto found = form.torn_ends.find(text::to_lower(words.back()));
  return found != form.torn_ends.end() &&
         !found->second.behind.contains(text::to_lower(at(words, words.size() - 2)));
}

/// "Trạm Y tế xã An Bình | tổ": something follows the place.
bool runs_on(const NameForm& form, std::string_view name) {
  const auto found = form.after_place.find(name);
  if (!found) return false;
  const std::string_view next = found->of(name, 1);
  return next != "và" && next != "khu" && next != "cụm";
}

}  // namespace

bool is_well_formed_name(const Lexicon& lexicon, std::string_view name) {
  constexpr std::size_t kMostWords = 16;
  static const Pattern kSigns(R"([\p{L}\d ,&/'’.-]+(?:\([\p{L}\d ,&/'’.-]+\))?)");
  static const Pattern kAddress("(?:đồng chí|đ/c) ");
  const NameForm& form = lexicon.cached<NameForm>();
  if (const auto found = kAddress.at_start(text::to_lower(name)))
    name.remove_prefix(found->whole().end);
  const std::vector<std::string> words = extract_words(name);
  if (words.size() < 2 || words.size() > kMostWords || !kSigns.is_full_match(name) ||
      form.length_of_head(text::to_lower(name)) == 0)
    return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_spelt(form, words[i]) || (i > 0 && begins_clause(form, words, i))) return false;
  }
  const bool is_whole = form.at_place.find(name) || !is_torn(form, words);
  return is_whole && form.may_follow_trade(name) && !runs_on(form, name);
}

namespace {

/// "cô Bắc", "đ/c Dương": a form of address and one part of a name, as colleagues say it.
bool is_colleague(const Lexicon& lexicon, std::string_view raw) {
  return begins_with_person(lexicon, raw) && count_words(raw) == 2;
}

}  // namespace

bool begins_with_name_head(const Lexicon& lexicon, std::string_view words) {
  return lexicon.cached<NameForm>().length_of_head(text::to_lower(words)) > 0;
}

bool is_short_form(std::string_view name) {
  static const Pattern kShort(R"((\p{Lu}{2,7})(?: [\p{Ll}\d][\p{Ll}\d,>-]*)*)");
  if (!kShort.is_full_match(name)) return false;
  return !text::is_legal_syllable(text::to_lower(name.substr(0, name.find(' '))));
}

bool is_name_in_doubt(const Lexicon& lexicon, std::string_view raw, std::string_view norm) {
  return find_person_end(lexicon, raw) == 0 && !is_colleague(lexicon, raw) && !is_short_form(raw) &&
         !lexicon.cached<NameForm>().person.is_full_match(raw) &&
         !is_well_formed_name(lexicon, norm) &&
         !is_well_formed_name(lexicon, write_out_name(lexicon, raw, false));
}

}  // namespace codau::document
