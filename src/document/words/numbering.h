// document/words/numbering.h — reads the numbers of headings, items and bullets, and keeps their
// order (standards, section 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/passage.h"

namespace codau::document {

/// The forms of numbers. Each form may stand below the forms before it.
enum class NumberForm : std::uint8_t {
  kPart,     ///< "Phần I"
  kChapter,  ///< "Chương I"
  kClause,   ///< "Mục 1"
  kCapital,  ///< "A."
  kRoman,    ///< "I."
  kArticle,  ///< "Điều 1"
  kArabic,   ///< "1."
  kDotted,   ///< "1.1"
  kDotted3,  ///< "1.1.1"
  kLetter,   ///< "a)"
  kDash,     ///< "-", "•", "*"
  kPlus      ///< "+", "·"
};

/// One possible reading of the number at the start of a passage.
struct ItemNumber {
  NumberForm form = NumberForm::kArabic;
  std::int32_t value = 0;   ///< its place in the sequence, from 1; 0 for bullets
  std::int32_t parent = 0;  ///< of a dotted number: the value before its last dot
  std::string norm;         ///< "III", "1", "1.2", "đ"; empty for bullets
  ByteRange raw;  ///< bytes of Passage::text, with dot or bracket, without specks before it
  std::uint32_t rest = 0;  ///< the byte of Passage::text at which the words after it begin
  bool repaired = false;   ///< not as printed: a damaged character was corrected
  bool weak = false;       ///< without dot or bracket: counts only if it is expected
};

/// Returns all readings of the number at the start, the printed one first; empty if there is no
/// number.
[[nodiscard]] std::vector<ItemNumber> read_item_numbers(const Passage& passage);

/// The numbers that are open at a place of the text: those of the headings and items around it.
/// They tell which number may come next (standards 2.3).
class NumberStack {
 public:
  /// An open number.
  struct Open {
    NumberForm form;
    std::int32_t value;
    std::uint32_t node;  ///< a number by which the caller knows the section
  };
  /// A number with its level.
  struct Placed {
    ItemNumber number;
    std::size_t depth = 0;             ///< the number of open numbers that stay above it
    std::vector<std::string> reasons;  ///< NUM_REPAIRED, NUM_GAP, NUM_DUP
  };

  /// Returns the first of these that applies; nothing if the text is no item:
  /// 1. a reading that follows an open number;
  /// 2. a reading that is the first of a new level;
  /// 3. the printed reading, with a gap or a repetition noted.
  [[nodiscard]] std::optional<Placed> place(const std::vector<ItemNumber>& readings) const;
  /// Closes the open numbers that `placed` ends, and opens `placed` as `node`.
  void open(const Placed& placed, std::uint32_t node);
  void clear();
  [[nodiscard]] const std::vector<Open>& open_numbers() const { return open_; }

 private:
  /// Articles are numbered across chapters and clauses.
  [[nodiscard]] bool is_next_article(const ItemNumber& number) const;

  std::vector<Open> open_;
  std::int32_t last_article_ = 0;
};

/// Returns the number of a folded line that has nothing else: "12", "- 12 -".
[[nodiscard]] std::optional<std::int32_t> parse_lone_number(std::string_view key);

}  // namespace codau::document
