#include "review/views/alternatives.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace codau::review {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

struct Part {
  std::size_t begin = 0, end = 0;
};

std::vector<Part> words_of(std::string_view text) {
  std::vector<Part> out;
  for (std::size_t at = text.find_first_not_of(kBlank); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlank, at), text.size());
    out.push_back({at, end});
    at = text.find_first_not_of(kBlank, end);
  }
  return out;
}

std::optional<Part> only_place(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (word.empty() || at == std::string_view::npos) return std::nullopt;
  if (text.find(word, at + 1) != std::string_view::npos) return std::nullopt;
  return Part{at, at + word.size()};
}

}  // namespace

std::vector<ValueAlternative> find_alternatives(std::string_view value,
                                                const std::vector<OcrWordAlternatives>& words) {
  const std::vector<Part> parts = words_of(value);
  std::vector<ValueAlternative> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].alternatives.empty()) continue;
    const std::optional<Part> place =
        parts.size() == words.size() ? std::optional(parts[i]) : only_place(value, words[i].text);
    if (!place) continue;
    const std::string_view instead = value.substr(place->begin, place->end - place->begin);
    for (const auto& [text, probability] : words[i].alternatives) {
      std::string other(value);
      other.replace(place->begin, instead.size(), text);
      out.push_back({std::move(other), text, std::string(instead), probability});
    }
  }
  return out;
}

std::vector<ValueAlternative> choose_likeliest(std::vector<ValueAlternative> all,
                                               std::string_view value) {
  constexpr std::size_t kKeys = 9;
  constexpr double kLeast = 0.02;  // one in fifty: below, the button tempts more than it helps
  std::erase_if(all, [](const ValueAlternative& one) { return one.probability < kLeast; });
  std::ranges::stable_sort(all, std::ranges::greater(), &ValueAlternative::probability);
  std::vector<ValueAlternative> out;
  for (ValueAlternative& one : all) {
    const bool is_known = one.value == value ||
                          std::ranges::find(out, one.value, &ValueAlternative::value) != out.end();
    if (!is_known && out.size() < kKeys) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace codau::review
