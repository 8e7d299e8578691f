#include "document/references/law_title.h"

#include <algorithm>
#include <optional>

#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// The words of law_titles.tsv, with their marks.
struct ActWords {
  explicit ActWords(const Lexicon& lexicon)
      : ActWords(lexicon, make_printed_pattern(lexicon, "act_word"),
                 make_printed_pattern(lexicon, "act_second")) {}

  Pattern act;       ///< an act and all that may be of its title
  Pattern listed;    ///< the role "law_title" behind the word for the act, with the year
  Pattern head;      ///< what no title ends in
  Pattern named;     ///< an act and the first word of a title
  Pattern end;       ///< what goes on with the sentence
  Pattern amending;  ///< the same behind a law that amends others
  Pattern inner;     ///< what ends no title though its first word would

 private:
  // a comma inside a title stands before the second half of a pair: "Phòng, chống"
  ActWords(const Lexicon& lexicon, const std::string& word, const std::string& second)
      : act(R"((?:^|[^\p{L}])()" + word + R"( (?:[\p{L}\d ’]|[.] \p{Ll}|-\p{Ll})+(?:, )" + second +
            R"([\p{L}\d ]*)*))"),
        listed("(" + word + " (?i:" + make_printed_pattern(lexicon, "law_title") +
               R"()(?: năm (?:19|20)\d\d)?)(?:[^\p{L}]|$))"),
        head(word + "(?: về)?"),
        named(word + R"( (?:về |\p{Lu}|năm ))"),
        end(" " + make_printed_pattern(lexicon, "act_end") + "(?: |$)"),
        amending(
            "(?: (?:" + make_printed_pattern(lexicon, "act_end", make_mark_filter("amending")) +
            R"((?: |$)|số ?\d)|, \p{Ll}))"),
        inner("(?: " + make_printed_pattern(lexicon, "act_inner") + "|, (?:bổ sung|" + second +
              R"()(?:[^\p{L}]|$)))") {}
};

/// Ends `where` before its first match of `stop` behind byte `from`, words apart that names of laws
/// hold: "giám sát của Quốc hội", "người có công với cách mạng".
void end_before(const ActWords& words, std::string_view text, const Pattern& stop, std::size_t from,
                ByteRange& where) {
  const std::string_view whole = slice(text, where);
  while (const auto found = stop.find(whole, from)) {
    const std::size_t at = found->whole().begin;
    if (!words.inner.at_start(whole.substr(at))) {
      where.end = where.begin + static_cast<std::uint32_t>(at);
      return;
    }
    from = at + 1;
  }
}

void trim_end(std::string_view text, ByteRange& where) {
  while (where.size() > 0 && std::string_view(" ,").find(text[where.end - 1]) != text.npos)
    --where.end;
}

/// A law that amends others names them to its end.
void cut_amending(const ActWords& words, std::string_view text, ByteRange& where) {
  end_before(words, text, words.amending, 0, where);
  trim_end(text, where);
}

/// "Báo Pháp Luật", "Hội Luật gia": the word before says that no act is named.
bool is_part_of_name(std::string_view before) {
  return before.ends_with("Pháp ") || before.ends_with("Hội ");
}

/// Ends a title before the words that go on with the sentence; false when it is no title.
bool cut_title(const ActWords& words, std::string_view text, ByteRange& where) {
  static const Pattern kYear(R"( năm (?:19|20)\d\d)");
  static const Pattern kOther(R"(Luật (?:sư|gia))");
  const std::string_view whole = slice(text, where);
  const std::size_t head = words.head.at_start(whole)->whole().end;
  const auto year = kYear.find(whole);
  end_before(words, text, words.end, head, where);
  if (year) where.end = std::min(where.end, where.begin + year->whole().end);
  const bool is_dated = year && where.end == where.begin + year->whole().end;
  trim_end(text, where);
  for (const std::string_view open : {" và", " năm"}) {
    if (slice(text, where).ends_with(open)) where.end -= static_cast<std::uint32_t>(open.size());
  }
  const std::string_view title = slice(text, where);
  return !kOther.at_start(title) && (is_dated || words.named.at_start(title)) &&
         count_words(title) > 1;
}

/// Ends a title where the list does, or else as cut_title; false when it is none.
bool end_title(const ActWords& words, std::string_view text, ByteRange& where) {
  const auto known = words.listed.at_start(text.substr(where.begin));
  if (!known) return cut_title(words, text, where);
  where.end = where.begin + known->groups[1]->end;
  return true;
}

}  // namespace

std::string clean_title(std::string_view title) {
  std::string out;
  for (std::size_t at = 0; at < title.size(); ++at) {
    const bool is_mark = title.substr(at).starts_with("’");
    if (is_mark) at += std::string_view("’").size() - 1;
    if (!is_mark && title[at] != '.') out += title[at] == '-' ? ' ' : title[at];
  }
  return out;
}

std::vector<ByteRange> find_law_titles(const Lexicon& lexicon, std::string_view nfc) {
  const ActWords& words = lexicon.cached<ActWords>();
  static const Pattern kAmending(R"((?:^|[^\p{L}])(Luật [Ss]ửa đổi[\p{L}\d, ]+))");
  std::vector<ByteRange> out;
  auto amending = kAmending.find(nfc);
  for (std::size_t at = 0; const auto act = words.act.find(nfc, at);) {
    ByteRange where = *act->groups[1];
    while (amending && amending->groups[1]->begin < where.begin)
      amending = kAmending.find(nfc, amending->whole().end);
    if (amending && amending->groups[1]->begin == where.begin) {
      where = *amending->groups[1];
      cut_amending(words, nfc, where);
      at = where.end;
      out.push_back(where);
    } else {
      at = where.end;
      const bool is_act =
          !is_part_of_name(nfc.substr(0, where.begin)) && end_title(words, nfc, where);
      if (is_act) out.push_back(where);
      if (is_act) at = std::max<std::size_t>(at, where.end);
    }
  }
  return out;
}

}  // namespace codau::document
