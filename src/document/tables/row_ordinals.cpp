#include "document/tables/row_ordinals.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/words/numbering.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// What a row may hold: a number holds "1.2" and letters, a letter holds bullets.
enum class RowForm : std::uint8_t { kNumber, kLetter, kBullet };

RowForm form_of(std::string_view norm) {
  const char first = norm.empty() ? '\0' : norm.front();
  if (first == '-' || first == '+' || norm.starts_with("•")) return RowForm::kBullet;
  return is_small_letter(norm) ? RowForm::kLetter : RowForm::kNumber;
}

/// The Roman number that scanners read as `norm`: each upright stroke is an I, and two that touch
/// at the foot or in the middle are "u" and "H".
std::string strokes_of(std::string_view norm) {
  std::string strokes;
  for (const char c : norm) {
    const bool is_one = std::string_view("1l|!").find(c) != std::string_view::npos;
    strokes += c == 'H' || c == 'u' ? std::string("II") : std::string(1, is_one ? 'I' : c);
  }
  return strokes;
}

std::string roman_behind(std::string_view norm) {
  return text::format_roman(text::parse_roman(norm) + 1);
}

/// "1.2.3" is a part of "1.2" and of "1".
bool is_part_of(std::string_view norm, std::string_view whole) {
  return norm.size() > whole.size() + 1 && norm.starts_with(whole) && norm[whole.size()] == '.';
}

}  // namespace

std::string normalise_ordinal(std::string_view ordinal) {
  const std::size_t end = ordinal.find_last_not_of(" .):/");
  return end == std::string_view::npos ? std::string() : std::string(ordinal.substr(0, end + 1));
}

bool is_small_letter(std::string_view norm) {
  return norm == "đ" || (norm.size() == 1 && norm.front() >= 'a' && norm.front() <= 'z');
}

std::int32_t parse_arabic_ordinal(std::string_view norm) {
  return text::parse_whole_number(norm).value_or(0);
}

bool may_be_ordinal(std::string_view ordinal, std::int32_t expected) {
  std::string digits;
  for (const char c : ordinal) {
    if (c == 'l' || c == 'I' || c == '|' || c == '!')
      digits += '1';
    else if (c == 'O' || c == 'o')
      digits += '0';
    else if (c == 'S')
      digits += '5';
    else if (c == 'B')
      digits += '8';
    else
      digits += c;
  }
  return parse_arabic_ordinal(digits) == expected;
}

bool is_ordinal(std::string_view norm) {
  static const Pattern kOrdinal(
      R"(\d{1,4}(?:\.\d{1,3})*|[a-zđ]|[A-ZĐ]|[IVX]+|[-+•]|[A-ZĐ]{1,4}[-.]?\d{1,3}(?:\.\d{1,3})*)");
  return kOrdinal.is_full_match(norm);
}

std::int32_t rank_ordinal(std::string_view norm) {
  if (text::parse_roman(norm) > 0) return 1;
  if (norm.size() == 1 && norm.front() >= 'A' && norm.front() <= 'Z') return 0;
  return parse_arabic_ordinal(norm) > 0 ? 2 : 3;
}

bool is_total_row(const Passage& cell) {
  static const Pattern kTotal(R"((tong( cong| so| kinh phi)?|cong)\s*([:(=\d].*|[ivx+a-d ]+)?)");
  return kTotal.is_full_match(cell.key);
}

void OpenGroups::open(const Passage& text, std::string norm) {
  Passage words = text;
  if (norm.empty()) {
    const std::vector<ItemNumber> numbers = read_item_numbers(text);
    if (!numbers.empty()) {
      norm = numbers.front().norm;
      words = take_from(text, numbers.front().rest);
    }
  }
  repair_roman(norm);
  repair_letter(norm);
  const std::int32_t rank = norm.empty() ? 3 : rank_ordinal(norm);
  while (!groups_.empty() && groups_.back().rank >= rank) groups_.pop_back();
  groups_.push_back({rank, std::move(norm), words.text});
}

void OpenGroups::leave(std::string_view norm) {
  if (norm.empty() || norm.front() < '0' || norm.front() > '9') return;
  while (!groups_.empty() && groups_.back().rank == 2 && !is_part_of(norm, groups_.back().norm))
    groups_.pop_back();
}

std::string OpenGroups::path() const {
  std::string out;
  for (const Group& group : groups_) {
    if (!group.norm.empty()) out += (out.empty() ? "" : "/") + group.norm;
  }
  return out;
}

std::string OpenGroups::text() const {
  std::string out;
  for (const Group& group : groups_) out += (out.empty() ? "" : " / ") + group.text;
  return out;
}

/// "G" behind group B is C: letters of one shape, where that one is what comes next.
void OpenGroups::repair_letter(std::string& norm) const {
  static constexpr std::array<std::string_view, 3> kAlike = {"CG", "B8", "DO0"};
  if (norm.size() != 1 || groups_.empty() || groups_.front().rank != 0) return;
  const auto next = static_cast<char>(groups_.front().norm.front() + 1);
  for (const std::string_view shape : kAlike) {
    if (shape.find(norm.front()) != std::string_view::npos &&
        shape.find(next) != std::string_view::npos)
      norm = next;
  }
}

bool OpenGroups::can_be_next(std::string_view norm) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const Group& group) {
    return group.rank == 1 && strokes_of(norm) == roman_behind(group.norm);
  });
}

/// What looks like the next Roman number is it; so is what is no ordinal at all; and a second VII
/// is VIII, for recognisers fold strokes that repeat.
void OpenGroups::repair_roman(std::string& norm) const {
  const std::string strokes = strokes_of(norm);
  for (const Group& group : groups_) {
    if (group.rank != 1 || norm.empty()) continue;
    const std::string expected = roman_behind(group.norm);
    const bool is_back =
        text::parse_roman(norm) > 0 && text::parse_roman(norm) <= text::parse_roman(group.norm);
    if (strokes == expected || !is_ordinal(norm) ||
        (is_back &&
         text::collapse_repeated_strokes(norm) == text::collapse_repeated_strokes(expected)))
      norm = expected;
  }
}

/// How many of the open rows go on to hold the row numbered `norm`.
std::size_t OpenTasks::depth_of(std::string_view norm) const {
  const RowForm form = form_of(norm);
  std::size_t depth = open_.size();
  while (depth > 0) {
    const Numbered& above = open_[depth - 1];
    const bool holds =
        form == RowForm::kNumber ? is_part_of(norm, above.norm) : form_of(above.norm) < form;
    if (holds) break;
    --depth;
  }
  return depth;
}

std::optional<std::uint32_t> OpenTasks::parent_of(std::string_view norm) const {
  const std::size_t depth = depth_of(norm);
  return depth > 0 ? std::optional(open_[depth - 1].task) : std::nullopt;
}

void OpenTasks::open(std::string_view norm, std::uint32_t task) {
  open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(depth_of(norm)), open_.end());
  open_.push_back({std::string(norm), task});
}

}  // namespace codau::document
