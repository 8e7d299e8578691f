#include "document/words/heading_words.h"

#include <string>
#include <utility>
#include <vector>

#include "document/words/pattern.h"
#include "text/data_table.h"

namespace codau::document {
namespace {

constexpr const char* kEnd = "(?:[^a-z0-9]|$)";

/// The forms that the body ends with, a speck before each word.
std::string closings(const Lexicon& lexicon) {
  const std::string speck = R"([^\p{L}\p{N}]{0,2})";
  std::string out;
  for (const text::Entry& entry : lexicon.entries("general_opening")) {
    if (!entry.has("closing")) continue;
    out += out.empty() ? "" : "|";
    const std::string form = fold(entry.form);
    for (const std::string_view word : text::split(form, ' '))
      out += (out.empty() || out.ends_with('|') ? "" : " ") + speck + any_of({std::string(word)});
  }
  return out.empty() ? any_of({}) : "(?:o )?(?:" + out + ")" + kEnd;
}

struct Headings {
  explicit Headings(const Lexicon& lexicon)
      : scope(R"(\b)" + any_form(lexicon, "scope_heading", "anywhere") + kEnd + "|^" +
              any_form(lexicon, "scope_heading", "begin") + kEnd),
        aims(R"(\b)" + any_form(lexicon, "aim_heading") + kEnd),
        mere_aims(R"(\b)" + any_form(lexicon, "aim_heading", with_mark("items")) + kEnd),
        tasks(R"(\b)" + any_form(lexicon, "task_heading") + kEnd),
        preamble(any_form(lexicon, "preamble_opening") + kEnd),
        frame(any_form(lexicon, "frame_heading") + kEnd),
        sentence(R"(\b)" + any_form(lexicon, "sentence_word") + kEnd),
        general(any_form(lexicon, "general_opening") + kEnd),
        last_words(any_form(lexicon, "general_opening", with_mark("line")) + kEnd),
        closing(closings(lexicon)),
        plea(R"(\b)" + any_form(lexicon, "reader_plea") + kEnd) {}

  Pattern scope, aims, mere_aims, tasks, preamble, frame, sentence, general, last_words, closing,
      plea;
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
    return R"((?:\b)" + any_form(lexicon, "open_end", with_mark(what)) + "|[,-])$";
  }
  static std::string of_text(const Lexicon& lexicon) {
    std::vector<std::string> forms;
    for (const text::Entry& entry : lexicon.entries("open_end")) {
      if (entry.has("text")) forms.emplace_back(entry.form);
      if (entry.has("text") && !entry.has("marked")) forms.push_back(fold(entry.form));
    }
    return any_of(std::move(forms));
  }
};

const Headings& headings(const Lexicon& lexicon) { return lexicon.made<Headings>(); }

}  // namespace

bool names_scope(const Lexicon& lexicon, const Passage& heading) {
  constexpr std::size_t kMostWords = 16;
  if (count_words(heading.text) > kMostWords) return false;
  return headings(lexicon).scope.find(heading.key) || resembles(heading.key, "to chuc thuc hien");
}

bool names_aims(const Lexicon& lexicon, const Passage& heading) {
  return headings(lexicon).aims.find(heading.key).has_value();
}

bool names_mere_aims(const Lexicon& lexicon, const Passage& heading) {
  return headings(lexicon).mere_aims.find(heading.key).has_value();
}

bool names_aims_alone(const Lexicon& lexicon, const Passage& heading) {
  return names_aims(lexicon, heading) && !headings(lexicon).tasks.find(heading.key);
}

bool names_frame(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).frame.at_start(words.key).has_value();
}

bool opens_preamble(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).preamble.at_start(key).has_value();
}

bool opens_generally(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).general.at_start(key).has_value();
}

bool is_sentence(const Lexicon& lexicon, const Passage& words) {
  return headings(lexicon).sentence.find(words.key).has_value();
}

bool opens_last_words(const Lexicon& lexicon, const Passage& line) {
  return begins_with_capital(line.text) && headings(lexicon).last_words.at_start(line.key);
}

bool ends_body(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).closing.at_start(key).has_value();
}

bool asks_reader(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).plea.find(key).has_value();
}

bool goes_on_below(const Lexicon& lexicon, const Passage& line, OpenEnd what) {
  const OpenEnds& ends = lexicon.made<OpenEnds>();
  switch (what) {
    case OpenEnd::kOrgan:
      return ends.organ.find(line.key).has_value();
    case OpenEnd::kTitle:
      return ends.title.find(line.key).has_value();
    case OpenEnd::kUnits:
      return ends.units.find(line.key).has_value();
    case OpenEnd::kText:
      return ends.text.find(line.text).has_value();
  }
  return false;
}

}  // namespace codau::document
