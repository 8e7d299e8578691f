#include "document/words/form_patterns.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "document/words/passage.h"
#include "text/unicode.h"

namespace codau::document {

std::string make_alternation(std::vector<std::string> forms) {
  if (forms.empty()) return R"((?:[^\s\S]))";
  std::ranges::stable_sort(forms, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string out;
  for (const std::string& form : forms)
    out += (out.empty() ? "(?:" : "|") + re2::RE2::QuoteMeta(form);
  return out + ')';
}

std::string capitalise_first(std::string_view word) {
  if (word.empty()) return {};
  std::size_t first = 1;
  while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0U) == 0x80U) ++first;
  return text::to_upper(word.substr(0, first)) + std::string(word.substr(first));
}

std::string make_form_pattern(const Lexicon& lexicon, std::string_view role,
                              std::string_view type) {
  return make_form_pattern(lexicon, role, [&](const text::LexiconEntry& entry) {
    return type.empty() || entry.type == type;
  });
}

std::string make_form_pattern(const Lexicon& lexicon, std::string_view role,
                              const std::function<bool(const text::LexiconEntry&)>& is_meant) {
  std::vector<std::string> forms;
  for (const text::LexiconEntry& entry : lexicon.entries(role)) {
    if (is_meant(entry)) forms.push_back(fold(entry.form));
  }
  return make_alternation(std::move(forms));
}

std::function<bool(const text::LexiconEntry&)> make_mark_filter(std::string_view mark) {
  return [mark](const text::LexiconEntry& entry) { return entry.has(mark); };
}

std::string make_printed_pattern(const Lexicon& lexicon, std::string_view role,
                                 const std::function<bool(const text::LexiconEntry&)>& is_meant) {
  std::vector<std::string> forms;
  for (const text::LexiconEntry& entry : lexicon.entries(role)) {
    if (!is_meant || is_meant(entry)) forms.emplace_back(entry.form);
  }
  return make_alternation(std::move(forms));
}

bool has_form(const Lexicon& lexicon, std::string_view role, std::string_view form) {
  const std::string key = fold(form);
  return std::ranges::any_of(lexicon.entries(role), [&](const text::LexiconEntry& entry) {
    return fold(entry.form) == key;
  });
}

}  // namespace codau::document
