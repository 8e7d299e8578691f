#include "document/words/heading_words.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "document/words/pattern.h"
#include "text/data_table.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr const char* kEnd = "(?:[^a-z0-9]|$)";

/// What a speck before a word is read as.
constexpr const char* kSpeck = R"([^\p{L}\p{N}]{0,2})";

/// The words of a folded form, a speck before each.
std::string with_specks(std::string_view form) {
  std::string out;
  for (const std::string_view word : text::split(form, ' '))
    out += (out.empty() ? "" : " ") + (kSpeck + make_alternation({std::string(word)}));
  return out;
}

/// The forms that the body ends with.
std::string closings(const Lexicon& lexicon) {
  std::string out;
  for (const text::LexiconEntry& entry : lexicon.entries("general_opening")) {
    if (entry.has("closing")) out += (out.empty() ? "" : "|") + with_specks(fold(entry.form));
  }
  return out.empty() ? make_alternation({}) : "(?:o )?(?:" + out + ")" + kEnd;
}

/// Openings that other words are spelled like but for their marks: "Trên đây", not "Trên đáy kênh".
class MarkedOpenings {
 public:
  explicit MarkedOpenings(const Lexicon& lexicon)
      : told_("(?:,? la|,? (?:toan bo )?(?:noi dung )?" +
              make_form_pattern(lexicon, "document_type") + ')' + kEnd) {
    for (const text::LexiconEntry& entry : lexicon.entries("general_opening")) {
      if (!entry.has("marked")) continue;
      const std::size_t space = entry.form.rfind(' '), last = space + 1;  // npos + 1 is 0
      const std::string before =
          last == 0 ? "" : with_specks(fold(entry.form.substr(0, space))) + ' ';
      const std::string form = "(?:o )?" + before + kSpeck + '(' +
                               make_alternation({fold(entry.form.substr(last))}) + ')' + kEnd;
      const std::string_view next = entry.mark("not_before");
      all_.push_back({Pattern(form), std::string(entry.form.substr(last)),
                      next.empty() ? std::string() : ' ' + fold(next)});
    }
  }

  /// True when `words` begin with other words: their last has other marks than the opening's, nor
  /// has lost all of them, and "là" or a type of paper does not follow.
  [[nodiscard]] bool are_others(const Passage& words) const {
    return std::ranges::any_of(all_, [&](const Opening& one) {
      const auto found = one.pattern.at_start(words.key);
      if (!found) return false;
      const ByteRange last = *found->groups[1];
      const std::string_view behind = std::string_view(words.key).substr(last.end);
      if (!one.not_before.empty() && behind.starts_with(one.not_before)) return true;
      const std::string printed = text::to_lower(slice(words.text, words.in_text(last)));
      return printed != one.last && printed != text::strip_diacritics(one.last) &&
             !told_.at_start(behind);
    });
  }

 private:
  struct Opening {
    Pattern pattern;         ///< its last word a group
    std::string last;        ///< with its marks
    std::string not_before;  ///< folded, behind a blank
  };
  Pattern told_;
  std::vector<Opening> all_;
};

struct Headings {
  explicit Headings(const Lexicon& lexicon)
      : scope(R"(\b)" + make_form_pattern(lexicon, "scope_heading", "anywhere") + kEnd + "|^" +
              make_form_pattern(lexicon, "scope_heading", "begin") + kEnd),
        aims(R"(\b)" + make_form_pattern(lexicon, "aim_heading") + kEnd),
        mere_aims(R"(\b)" + make_form_pattern(lexicon, "aim_heading", make_mark_filter("items")) +
                  kEnd),
        tasks(R"(\b)" + make_form_pattern(lexicon, "task_heading") + kEnd),
        preamble(make_form_pattern(lexicon, "preamble_opening") + kEnd),
        frame(make_form_pattern(lexicon, "frame_heading") + kEnd),
        sentence(R"(\b)" + make_form_pattern(lexicon, "sentence_word") + kEnd),
        general(make_form_pattern(lexicon, "general_opening") + kEnd),
        last_words(make_form_pattern(lexicon, "general_opening", make_mark_filter("line")) + kEnd),
        closing(closings(lexicon)),
        statement(make_form_pattern(lexicon, "statement_opening") + kEnd),
        enactment(R"(\b)" + make_form_pattern(lexicon, "enactment") + kEnd),
        plea(R"(\b)" + make_form_pattern(lexicon, "reader_plea") + kEnd) {}

  Pattern scope, aims, mere_aims, tasks, preamble, frame, sentence, general, last_words, closing,
      statement, enactment, plea;
};

struct OpenEnds {
  explicit OpenEnds(const Lexicon& lexicon)
      : organ(of(lexicon, "organ")),
        title(of(lexicon, "title")),
        units(of(lexicon, "units")),
        text("(?: " + of_text(lexicon) + "|[,(–-])$") {}

  Pattern organ, title, units;  ///< of folded lines
  Pattern text;                 ///< of lines as they are printed

 private:
  static std::string of(const Lexicon& lexicon, const char* what) {
    return R"((?:\b)" + make_form_pattern(lexicon, "open_end", make_mark_filter(what)) + "|[,-])$";
  }
  static std::string of_text(const Lexicon& lexicon) {
    std::vector<std::string> forms;
    for (const text::LexiconEntry& entry : lexicon.entries("open_end")) {
      if (entry.has("text")) forms.emplace_back(entry.form);
      if (entry.has("text") && !entry.has("marked")) forms.push_back(fold(entry.form));
    }
    return make_alternation(std::move(forms));
  }
};

const Headings& headings(const Lexicon& lexicon) { return lexicon.cached<Headings>(); }

}  // namespace

bool is_scope_heading(const Lexicon& lexicon, const Passage& heading) {
  constexpr std::size_t kMostWords = 16;
  if (count_words(heading.text) > kMostWords) return false;
  return headings(lexicon).scope.find(heading.key) ||
         is_similar_word(heading.key, "to chuc thuc hien");
}

bool is_aims_heading(const Lexicon& lexicon, const Passage& heading) {
  return headings(lexicon).aims.find(heading.key).has_value();
}

bool is_no_duty_heading(const Lexicon& lexicon, const Passage& heading) {
  return headings(lexicon).mere_aims.find(heading.key).has_value();
}

bool is_pure_aims_heading(const Lexicon& lexicon, const Passage& heading) {
  return is_aims_heading(lexicon, heading) && !headings(lexicon).tasks.find(heading.key);
}

bool is_frame_heading(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).frame.at_start(words.key).has_value();
}

bool is_preamble_start(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).preamble.at_start(key).has_value();
}

bool is_general_remark(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).general.at_start(words.key) &&
         !lexicon.cached<MarkedOpenings>().are_others(words);
}

bool is_sentence(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).sentence.find(words.key).has_value();
}

bool is_closing_remark(const Lexicon& lexicon, const Passage& line) {
  return begins_with_capital(line.text) && headings(lexicon).last_words.at_start(line.key) &&
         !lexicon.cached<MarkedOpenings>().are_others(line);
}

bool is_body_end(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).closing.at_start(words.key) &&
         !lexicon.cached<MarkedOpenings>().are_others(words);
}

bool is_statement(const Lexicon& lexicon, std::string_view key) {
  return lexicon.cached<Headings>().statement.at_start(key).has_value();
}

bool is_enactment(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).enactment.find(words.key).has_value();
}

bool is_reader_request(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).plea.find(key).has_value();
}

bool is_continued_below(const Lexicon& lexicon, const Passage& line, ContinuationKind what) {
  const OpenEnds& ends = lexicon.cached<OpenEnds>();
  switch (what) {
    case ContinuationKind::kOrgan:
      return ends.organ.find(line.key).has_value();
    case ContinuationKind::kTitle:
      return ends.title.find(line.key).has_value();
    case ContinuationKind::kUnits:
      return ends.units.find(line.key).has_value();
    case ContinuationKind::kText:
      return ends.text.find(line.text).has_value();
  }
  return false;
}

}  // namespace codau::document
