// document/header/header_input.h — the input of all readers of parts of the header (title, number,
// date, issuer, signer).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/sections/sections.h"
#include "document/words/add_reason.h"
#include "document/words/form_patterns.h"

namespace codau::document {

constexpr double kProposedConfidence =
    0.5;  ///< confidence of a value that needs a second witness (3.3)
constexpr double kInferredConfidence = 0.8;

/// The document whose header is read.
struct HeaderInput {
  const Lexicon& lexicon;
  const std::vector<PrintedLine>& lines;
  const std::vector<SectionNode>& nodes;
  /// The text was recognised or restored, so known names may be corrected. Otherwise they stay as
  /// the author spelt them.
  bool is_recognised = false;
  std::string_view type_code = {};  ///< given by people; empty: it is read
  /// The text as read has a Đ somewhere, so its author distinguishes Đ from D.
  bool has_crossed_d = false;
};

using HeaderFlags = std::vector<std::string>;
/// Returns the last "năm YYYY" of a folded text.
[[nodiscard]] std::optional<std::int32_t> find_last_year(std::string_view key);

/// Returns the line without strokes of a stamp's frame or a seal beside the words: "HỎA TỐC |".
[[nodiscard]] Passage strip_strokes(const Passage& line);
/// Returns the line without single signs that were misread at its ends: "_ XÃ NHƯ QUỲNH", "năm 2023
/// :".
[[nodiscard]] Passage strip_edge_noise(const Passage& line);

}  // namespace codau::document
