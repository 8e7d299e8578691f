// document/header/head.h — what the readers of the header's parts (title, number, date, issuer,
// signer) share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/layout/line.h"
#include "document/sections/sections.h"
#include "document/words/forms.h"
#include "document/words/reasons.h"

namespace codau::document {

constexpr double kProposed = 0.5;  ///< confidence of a value that needs a second witness (3.3)
constexpr double kInferred = 0.8;

/// The document that a header is read from.
struct HeadInput {
  const Lexicon& lexicon;
  const std::vector<Line>& lines;
  const std::vector<Node>& nodes;
  /// A recogniser or a restoration wrote the text, so that known names may be spelt as their lists
  /// have them; else it is as its author spelt it.
  bool is_recognised = false;
  std::string_view type_code = {};  ///< as people gave it; empty: as it is read
  /// The text as it came has Đ somewhere: whoever wrote it tells Đ from D.
  bool has_crossed_d = false;
};

using Flags = std::vector<std::string>;
/// The last "năm YYYY" of a folded text.
[[nodiscard]] std::optional<std::int32_t> last_year(std::string_view key);

/// A stamp's frame and a seal's edge are read as strokes beside the words: "HỎA TỐC |".
[[nodiscard]] Passage without_noise(const Passage& line);
/// The line without what a recogniser leaves alone at its ends: "_ XÃ NHƯ QUỲNH", "năm 2023 :".
[[nodiscard]] Passage without_strays(const Passage& line);

}  // namespace codau::document
