#include "document/sections/unnumbered_headings.h"

#include <algorithm>
#include <string_view>

#include "document/layout/head_lines.h"
#include "document/sections/headings.h"
#include "document/words/strip_specks.h"

namespace codau::document {
namespace {

constexpr std::size_t kCapitalWords = 20, kTitleWords = 12;
constexpr std::size_t kLeastBytes = 8;  // "TM.", "KT."

bool is_in_body(const SectionBlock& block) { return block.zone == LineZone::kBody; }

/// "Căn cứ Luật Hải quan; _" ends with its semicolon.
bool ends_open_but_for_specks(const Passage& words) {
  return is_sentence_open(strip_heading_specks(words));
}

}  // namespace

UnnumberedHeadings::UnnumberedHeadings(const std::vector<SectionBlock>& blocks,
                                       const std::vector<PrintedLine>& lines)
    : blocks_(blocks), lines_(lines) {
  has_high_numbers_ = std::ranges::any_of(blocks, [](const SectionBlock& block) {
    if (!is_in_body(block)) return false;
    const std::vector<ItemNumber> numbers = read_item_numbers(block.words);
    return !numbers.empty() && numbers.front().form <= NumberForm::kArticle;
  });
}

bool UnnumberedHeadings::is_heading(std::size_t b,
                                    const std::vector<NumberStack::Open>& open) const {
  if (!open.empty() && open.front().form == NumberForm::kRoman) return false;
  const Passage& words = blocks_[b].words;
  if (count_words(words.text) <= kCapitalWords && words.text.size() > kLeastBytes &&
      ends_open_but_for_specks(words) && compute_capital_share(words.text) > kMinAllCapitalShare)
    return true;
  if (has_high_numbers_ || !is_title(b) || !heads_next(b) || !parts_run(b, open)) return false;
  return is_bold(b) || is_closed_before(b);
}

bool UnnumberedHeadings::is_title(std::size_t b) const {
  const Passage& words = blocks_[b].words;
  return is_in_body(blocks_[b]) && count_words(words.text) <= kTitleWords &&
         begins_with_capital(words.text) && ends_open_but_for_specks(words) &&
         words.key.back() != ',' && !is_address_line(words.key) && read_item_numbers(words).empty();
}

/// All of it in bold, not only its first words: "**Mục đích**".
bool UnnumberedHeadings::is_bold(std::size_t b) const {
  return std::ranges::all_of(blocks_[b].lines, [&](std::size_t line) {
    return lines_[line].is_bold && lines_[line].is_bold_to_end;
  });
}

/// What stands above ends a sentence or an item, or is a heading itself.
bool UnnumberedHeadings::is_closed_before(std::size_t b) const {
  if (b == 0 || !is_in_body(blocks_[b - 1])) return true;
  return !is_sentence_open(blocks_[b - 1].words) || is_title(b - 1);
}

/// Below a heading stand its items, sentences or table; of two headings one below the other the
/// second has them.
bool UnnumberedHeadings::heads_next(std::size_t b) const {
  for (std::size_t k = b + 1; k < blocks_.size() && k <= b + 2; ++k) {
    if (blocks_[k].zone == LineZone::kTable) return true;
    if (!is_in_body(blocks_[k])) return false;
    if (!is_title(k)) return true;
  }
  return false;
}

/// The next number is not the one behind what is open: the numbers begin anew, or there are none.
bool UnnumberedHeadings::parts_run(std::size_t b,
                                   const std::vector<NumberStack::Open>& open) const {
  if (open.empty() || open.front().form >= NumberForm::kDash) return true;
  constexpr std::size_t kReach = 200;  // of blocks: a longer run is no list
  const std::size_t end = std::min(blocks_.size(), b + kReach);
  for (std::size_t k = b + 1; k < end && is_in_body(blocks_[k]); ++k) {
    for (const ItemNumber& next : read_item_numbers(blocks_[k].words)) {
      if (next.form == open.front().form) return next.value != open.front().value + 1;
    }
  }
  return true;
}

}  // namespace codau::document
