#include "record/rows/document_types.h"

#include <algorithm>
#include <map>
#include <set>

#include "document/references/document_type.h"
#include "record/rows/law_type.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

constexpr std::string_view kRole = "document_type", kOther = "other_type";

std::string key_of(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \n"), text.size());
  text = text.substr(first, text.find_last_not_of(" \n") + 1 - first);
  return text::fold_key(text::to_nfc(text));
}

/// Returns the names of document types by number in the law's list.
std::map<std::string, std::string> numbers_of(const text::Lexicon& lexicon) {
  std::map<std::string, std::string> out;
  for (const text::LexiconEntry& one : lexicon.entries(kRole)) {
    if (const auto number = find_law_type_number(lexicon, one.type)) out.emplace(*number, one.form);
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> list_document_types(const text::Lexicon& lexicon) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const text::LexiconEntry& one : lexicon.entries(kRole)) {
    const bool is_known =
        std::ranges::any_of(out, [&](const auto& other) { return other.first == one.type; });
    if (one.has("title") && !is_known) out.emplace_back(one.type, one.form);
  }
  for (const text::LexiconEntry& one : lexicon.entries(kOther))
    out.emplace_back(one.type, one.form);
  return out;
}

std::optional<std::string> parse_type_code(const text::Lexicon& lexicon, std::string_view typed) {
  std::set<std::string> meant;
  const std::string key = key_of(typed);
  const auto take = [&](std::string_view code, std::string_view name) {
    if (code == typed || key_of(code) == key || key_of(name) == key) meant.emplace(code);
  };
  for (const std::string_view role : {kRole, kOther}) {
    for (const text::LexiconEntry& one : lexicon.entries(role)) take(one.type, one.form);
  }
  if (meant.contains(std::string(typed))) return std::string(typed);
  return meant.size() == 1 ? std::optional(*meant.begin()) : std::nullopt;
}

std::optional<std::string> parse_type_name(const text::Lexicon& lexicon, std::string_view typed) {
  const std::string key = key_of(typed);
  for (const text::LexiconEntry& one : lexicon.entries(kRole)) {
    if (one.form == typed || key_of(one.form) == key) return std::string(one.form);
  }
  const auto type =
      document::find_cited_type(lexicon, parse_type_code(lexicon, typed).value_or(""));
  return type ? std::optional<std::string>(type->name) : std::nullopt;
}

std::optional<std::string> parse_type_number(const text::Lexicon& lexicon, std::string_view typed) {
  const std::string number = (typed.size() == 1 ? "0" : "") + std::string(typed);
  return numbers_of(lexicon).contains(number) ? std::optional(number) : std::nullopt;
}

Message make_unknown_number_message(const text::Lexicon& lexicon) {
  std::string numbers;
  for (const auto& [number, name] : numbers_of(lexicon))
    numbers += (numbers.empty() ? "" : "; ") + number + " (" + name + ")";
  return both("không có loại văn bản mang số này; chọn một trong: ",
              "no type has this number; one of: ") +
         numbers;
}

Message make_unknown_type_message(const text::Lexicon& lexicon) {
  std::string types;
  for (const auto& [code, name] : list_document_types(lexicon))
    types += (types.empty() ? "" : "; ") + code + " (" + name + ")";
  return both("không có loại văn bản này; chọn một trong: ", "there is no such type; one of: ") +
         types;
}

}  // namespace codau::record
