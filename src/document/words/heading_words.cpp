#include "document/words/heading_words.h"

#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr const char* kEnd = "(?:[^a-z0-9]|$)";

bool is_of_items(const text::Entry& entry) { return entry.has("items"); }

struct Headings {
  explicit Headings(const Lexicon& lexicon)
      : scope(R"(\b)" + any_form(lexicon, "scope_heading", "anywhere") + kEnd + "|^" +
              any_form(lexicon, "scope_heading", "begin") + kEnd),
        aims(R"(\b)" + any_form(lexicon, "aim_heading") + kEnd),
        mere_aims(R"(\b)" + any_form(lexicon, "aim_heading", is_of_items) + kEnd),
        tasks(R"(\b)" + any_form(lexicon, "task_heading") + kEnd),
        frame(any_form(lexicon, "frame_heading") + kEnd),
        general(any_form(lexicon, "general_opening") + kEnd),
        plea(R"(\b)" + any_form(lexicon, "reader_plea") + kEnd) {}

  Pattern scope, aims, mere_aims, tasks, frame, general, plea;
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

bool opens_generally(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).general.at_start(key).has_value();
}

bool asks_reader(const Lexicon& lexicon, std::string_view key) {
  return headings(lexicon).plea.find(key).has_value();
}

}  // namespace codau::document
