// What the sections of a document leave out of its lines: the one judge of the law in
// document/sections/sections.h.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "document/layout/read_layout.h"
#include "document/sections/sections.h"
#include "document/words/passage.h"
#include "text/unicode.h"

namespace codau::testing {

inline std::string squeezed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

/// Quotes, dashes and specks of several bytes as one of one byte.
inline std::string with_plain_quotes(std::string text) {
  for (const char* quote : {"‘", "’", "“", "”", "–", "—"}) {
    for (std::size_t at; (at = text.find(quote)) != std::string::npos;) text.replace(at, 3, "'");
  }
  for (const char* speck : {"©", "®", "°", "§"}) {
    for (std::size_t at; (at = text.find(speck)) != std::string::npos;) text.replace(at, 2, "'");
  }
  return text;
}

/// True when `before` can be specks of the scanner before a number ("~ b)", "b b)", "İ -").
inline bool is_noise(const std::string& before) {
  const std::string letter = text::fold_key(before);
  if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') return true;
  const std::string specks = with_plain_quotes(before);
  return specks.size() <= 3 && specks.find_first_not_of("~'\"*_.,|:;/=^-") == std::string::npos;
}

/// Bytes of the speck that ends `text`; 0 where none does.
inline std::size_t speck_at_end(std::string_view text) {
  for (const std::string_view sign : {"©", "®", "°", "§"}) {
    if (text.ends_with(sign)) return sign.size();
  }
  const bool is_speck = !text.empty() && std::string_view(".:|_~,;'\\=^-").find(text.back()) !=
                                             std::string_view::npos;
  return is_speck ? 1 : 0;
}

/// Empty when number, heading and text of `node` are all that is printed of it, but for specks
/// before its number and dots, colons and specks at the end of its heading; else what is not.
inline std::string lost_of(const std::string& text, const document::SectionNode& node) {
  const auto value = [](const document::TextField& field) {
    return field ? with_plain_quotes(squeezed(field->value)) : std::string();
  };
  const std::string printed =
      with_plain_quotes(squeezed(document::read_passage(text, node.pieces).text));
  const document::Section& section = node.section;
  const std::string number = value(section.num_raw), heading = value(section.heading),
                    words = value(section.text);
  const std::string failure =
      "«" + printed + "» became «" + number + "|" + heading + "|" + words + "»";
  if (!printed.ends_with(words)) return failure;
  std::string rest = printed.substr(0, printed.size() - words.size());
  while (!heading.empty() && !rest.ends_with(heading)) {
    const std::size_t size = speck_at_end(rest);
    if (size == 0) return failure;
    rest.resize(rest.size() - size);
  }
  rest.resize(rest.size() - heading.size());
  if (!rest.ends_with(number)) return failure;
  rest.resize(rest.size() - number.size());
  return rest.empty() || (!number.empty() && is_noise(rest)) ? std::string() : failure;
}

/// Empty when the sections one behind the other are the lines of the document, white space and
/// lines that are aside apart; else the first difference.
inline std::string lost(const std::string& text, const std::vector<document::PrintedLine>& lines,
                        const std::vector<document::SectionNode>& nodes) {
  std::string printed, read;
  for (const document::PrintedLine& line : lines) {
    const bool is_left_out =
        line.zone == document::LineZone::kBlank || line.zone == document::LineZone::kAside;
    if (!is_left_out) printed += squeezed(line.passage.text);
  }
  for (const document::SectionNode& node : nodes) {
    read += squeezed(document::read_passage(text, node.pieces).text);
    const std::string failure = lost_of(text, node);
    if (!failure.empty()) return node.section.path + ": " + failure;
  }
  if (printed == read) return {};
  const auto at =
      static_cast<std::size_t>(std::ranges::mismatch(printed, read).in1 - printed.begin());
  return "lines and sections differ at «" + printed.substr(at, 60) + "» / «" + read.substr(at, 60) +
         "»";
}

}  // namespace codau::testing
