#include "record/document_types.h"

#include <algorithm>
#include <set>

#include "text/unicode.h"

namespace codau::record {
namespace {

constexpr std::string_view kRole = "document_type", kOther = "other_type";

std::string key_of(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \n"), text.size());
  text = text.substr(first, text.find_last_not_of(" \n") + 1 - first);
  return text::fold_key(text::to_nfc(text));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> document_types(const text::Lexicon& lexicon) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const text::Entry& one : lexicon.entries(kRole)) {
    const bool is_known =
        std::ranges::any_of(out, [&](const auto& other) { return other.first == one.type; });
    if (one.has("title") && !is_known) out.emplace_back(one.type, one.form);
  }
  for (const text::Entry& one : lexicon.entries(kOther)) out.emplace_back(one.type, one.form);
  return out;
}

std::optional<std::string> type_code_from(const text::Lexicon& lexicon, std::string_view typed) {
  std::set<std::string> meant;
  const std::string key = key_of(typed);
  const auto take = [&](std::string_view code, std::string_view name) {
    if (code == typed || key_of(code) == key || key_of(name) == key) meant.emplace(code);
  };
  for (const std::string_view role : {kRole, kOther}) {
    for (const text::Entry& one : lexicon.entries(role)) take(one.type, one.form);
  }
  if (meant.contains(std::string(typed))) return std::string(typed);
  return meant.size() == 1 ? std::optional(*meant.begin()) : std::nullopt;
}

Message no_such_type(const text::Lexicon& lexicon) {
  std::string types;
  for (const auto& [code, name] : document_types(lexicon))
    types += (types.empty() ? "" : "; ") + code + " (" + name + ")";
  return both("không có loại văn bản này; được ghi: ", "there is no such type; one of: ") + types;
}

}  // namespace codau::record
