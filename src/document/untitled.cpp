#include "document/untitled.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "document/agency.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kLeastColumns = 4, kLeastRows = 3;

std::string one_line(const Cell& cell) {
  std::string text = cell.text.text;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

bool is_number(const Cell& cell) {
  static const Pattern kNumber(R"(\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])\)?\.?)");
  return kNumber.fits(cell.text.key);
}

using Test = std::function<bool(const Cell&)>;

/// Part of the filled cells that pass; 0 unless two or more and at least half of them do.
double share(const Grid& grid, std::size_t column, const Test& test) {
  double filled = 0, passed = 0;
  for (const Row& row : grid.rows) {
    const Cell& cell = row.cells[column];
    if (cell.empty()) continue;
    ++filled;
    if (test(cell)) ++passed;
  }
  return passed > 1 && passed * 2 >= filled ? passed / filled : 0;
}

std::size_t words_in(const Grid& grid, std::size_t column) {
  std::size_t words = 0;
  for (const Row& row : grid.rows) words += count_words(row.cells[column].text.text);
  return words;
}

/// The column that `score` is highest for, of those without a role; none where it is 0 for all.
std::optional<std::size_t> best_of(const std::vector<ColumnRole>& roles,
                                   const std::function<double(std::size_t)>& score) {
  std::optional<std::size_t> best;
  double most = 0;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] != ColumnRole::kUnknown || score(c) <= most) continue;
    most = score(c);
    best = c;
  }
  return best;
}

}  // namespace

bool name_columns(Grid& grid, const DeadlineContext& context) {
  const std::size_t columns = grid.columns.size();
  if (columns < kLeastColumns || grid.rows.size() < kLeastRows) return false;
  if (share(grid, 0, is_number) == 0) return false;
  const auto is_deadline = [&context](const Cell& cell) {
    const DeadlineKind kind = read_deadline_cell(one_line(cell), context).front().kind;
    return kind != DeadlineKind::kUnparsed && kind != DeadlineKind::kNone;
  };
  const auto names_agency = [](const Cell& cell) { return is_agency(one_line(cell)); };
  std::vector<ColumnRole> roles(columns, ColumnRole::kUnknown);
  roles[0] = ColumnRole::kOrdinal;
  const auto task =
      best_of(roles, [&](std::size_t c) { return static_cast<double>(words_in(grid, c)); });
  if (!task) return false;
  roles[*task] = ColumnRole::kTask;
  const auto deadline = best_of(roles, [&](std::size_t c) { return share(grid, c, is_deadline); });
  if (!deadline) return false;
  roles[*deadline] = ColumnRole::kDeadline;
  bool has_lead = false, has_coop = false;
  for (std::size_t c = 1; c < columns; ++c) {
    if (roles[c] != ColumnRole::kUnknown || share(grid, c, names_agency) == 0 || has_coop) continue;
    roles[c] = has_lead ? ColumnRole::kCoop : ColumnRole::kLead;
    (has_lead ? has_coop : has_lead) = true;
  }
  if (!has_lead) return false;
  // Between who acts and until when stands what shall come of it (standards 4.2).
  const bool has_output = *deadline > 1 && roles[*deadline - 1] == ColumnRole::kUnknown;
  if (has_output) roles[*deadline - 1] = ColumnRole::kOutput;
  for (std::size_t c = 0; c < columns; ++c) grid.columns[c].role = roles[c];
  return true;
}

}  // namespace codau::document
