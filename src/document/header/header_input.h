// document/header/header_input.h — what the readers of the header's parts (title, number, date,
// issuer, signer) share.
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

/// The document that a header is read from.
struct HeaderInput {
  const Lexicon& lexicon;
  const std::vector<PrintedLine>& lines;
  const std::vector<SectionNode>& nodes;
  /// A recogniser or a restoration wrote the text, so that known names may be spelt as their lists
  /// have them; else it is as its author spelt it.
  bool is_recognised = false;
  std::string_view type_code = {};  ///< as people gave it; empty: as it is read
  /// The text as it came has Đ somewhere: whoever wrote it tells Đ from D.
  bool has_crossed_d = false;
};

using HeaderFlags = std::vector<std::string>;
/// The last "năm YYYY" of a folded text.
[[nodiscard]] std::optional<std::int32_t> find_last_year(std::string_view key);

/// A stamp's frame and a seal's edge are read as strokes beside the words: "HỎA TỐC |".
[[nodiscard]] Passage strip_strokes(const Passage& line);
/// The line without what a recogniser leaves alone at its ends: "_ XÃ NHƯ QUỲNH", "năm 2023 :".
[[nodiscard]] Passage strip_edge_noise(const Passage& line);

}  // namespace codau::document
