// document/words/numbering.h — numbers of headings, items and bullets, and their order (standards
// section 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/passage.h"

namespace codau::document {

/// In the order in which one holds the next.
enum class NumberForm : std::uint8_t {
  kPart,
  kChapter,
  kClause,
  kCapital,
  kRoman,
  kArticle,
  kArabic,
  kDotted,
  kDotted3,
  kLetter,
  kDash,
  kPlus
};

/// One reading of the number at the start of a passage.
struct ItemNumber {
  NumberForm form = NumberForm::kArabic;
  std::int32_t value = 0;   ///< place in its sequence from 1; bullets 0
  std::int32_t parent = 0;  ///< of a dotted number: the value before its last dot
  std::string norm;         ///< "III", "1", "1.2", "đ"; "" for bullets
  ByteRange raw;            ///< of Passage::text, with its dot or bracket, without noise before it
  std::uint32_t rest = 0;   ///< where the words behind it begin in Passage::text
  bool repaired = false;    ///< not what is printed: a damaged glyph read in its class
  bool weak = false;        ///< without dot or bracket: counts only where it is expected
};

/// All readings of the number at the start, the printed one first; empty when there is none.
[[nodiscard]] std::vector<ItemNumber> read_item_numbers(const Passage& passage);

/// The open numbers at a place of the text, and what may come next (standards 2.3).
class NumberStack {
 public:
  struct Open {
    NumberForm form;
    std::int32_t value;
    std::uint32_t node;  ///< the caller's name for it
  };
  struct Placed {
    ItemNumber number;
    std::size_t depth = 0;             ///< how many open numbers stay above it
    std::vector<std::string> reasons;  ///< NUM_REPAIRED, NUM_GAP, NUM_DUP
  };

  /// The reading that continues the sequence: successor at an open level, else first of a new
  /// level, else what is printed with a gap or a repeat noted; nothing when the text is no item.
  [[nodiscard]] std::optional<Placed> place(const std::vector<ItemNumber>& readings) const;
  /// Closes what `placed` closes and opens it as `node`.
  void open(const Placed& placed, std::uint32_t node);
  void clear();
  [[nodiscard]] const std::vector<Open>& open_numbers() const { return open_; }

 private:
  /// Articles run on through chapters and clauses.
  [[nodiscard]] bool is_next_article(const ItemNumber& number) const;

  std::vector<Open> open_;
  std::int32_t last_article_ = 0;
};

/// The number that is all of a folded line: "12", "- 12 -".
[[nodiscard]] std::optional<std::int32_t> parse_lone_number(std::string_view key);

}  // namespace codau::document
