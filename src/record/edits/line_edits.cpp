#include "record/edits/line_edits.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "record/edits/edit_rules.h"
#include "record/rows/correction.h"
#include "record/schema/typed_row.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

constexpr std::string_view kOfPage = " of page ";

std::optional<std::uint32_t> number_of(std::string_view digits) {
  const auto number = text::parse_whole_number(digits);
  if (!number || *number < 1 || digits.front() == '0') return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

/// Returns whether a row is one of add_line_corrections().
bool is_of_line(const ConstCells<Corrections>& row) {
  return row.text(Corrections::source) == "human" &&
         row.text(Corrections::table_name) == Documents::kName &&
         row.text(Corrections::field) == find_key_field(table(TableId::kDocuments));
}

}  // namespace

std::string make_line_rule(const PrintedLine& place) {
  const std::string line = std::string(kLineRule) + std::to_string(place.line);
  return place.page == 0 ? line : line + std::string(kOfPage) + std::to_string(place.page);
}

std::optional<PrintedLine> parse_line_rule(std::string_view rule) {
  if (!rule.starts_with(kLineRule)) return std::nullopt;
  rule.remove_prefix(kLineRule.size());
  const std::size_t end = rule.find(kOfPage);
  const auto line = number_of(rule.substr(0, end));
  if (!line || end == std::string_view::npos)
    return line ? std::optional(PrintedLine{0, *line}) : std::nullopt;
  const auto page = number_of(rule.substr(end + kOfPage.size()));
  return page ? std::optional(PrintedLine{*page, *line}) : std::nullopt;
}

std::vector<LineCorrection> find_line_corrections(std::span<const HumanEdit> edits) {
  std::map<PrintedLine, LineCorrection> last;
  for (const HumanEdit& edit : edits) {
    if (edit.action != EditAction::kSetLine) continue;
    const auto* const text = std::get_if<std::string>(&edit.value);
    last.erase(edit.line);
    if (text != nullptr)
      last.emplace(edit.line, LineCorrection{edit.line, edit.read, *text, edit.actor, edit.at});
  }
  std::vector<LineCorrection> out;
  for (auto& [place, line] : last) out.push_back(std::move(line));
  return out;
}

void add_line_corrections(Records& records, std::span<const AppliedLine> lines) {
  if (lines.empty() || records[TableId::kDocuments].empty()) return;
  const Table& documents = table(TableId::kDocuments);
  const std::string doc_id = row_id(documents, records[TableId::kDocuments].front());
  const std::string_view field = find_key_field(documents);
  for (Row& row : records[TableId::kCorrections]) {
    Cells<Corrections> cells(row);
    const auto place = parse_line_rule(cells.text(Corrections::rule));
    const auto of = std::ranges::find_if(
        lines, [&](const AppliedLine& one) { return place && one.line.place == *place; });
    if (of == lines.end()) continue;
    cells.set(Corrections::actor, to_text_value(of->line.actor));
    cells.set(Corrections::at, to_text_value(of->line.at));
  }
  std::size_t seq = kFirstHumanCorrection;
  for (const AppliedLine& one : lines) {
    Change change;
    change.in = {one.begin, one.begin + static_cast<std::uint32_t>(one.as_read.size())};
    change.before = one.as_read;
    change.after = one.line.text;
    change.rule = make_line_rule(one.line.place);
    change.source = "human";
    CorrectionRow row =
        make_correction_row({doc_id, Documents::kName, doc_id, field, seq++}, std::move(change));
    if (one.line.place.page > 0) row.set(Corrections::page_no, std::int64_t{one.line.place.page});
    records[TableId::kCorrections].push_back(
        row.set(Corrections::status, std::string("applied"))
            .set(Corrections::actor, to_text_value(one.line.actor))
            .set(Corrections::at, to_text_value(one.line.at))
            .take());
  }
  sort_by_key(table(TableId::kCorrections), records[TableId::kCorrections]);
}

std::vector<CorrectedLine> find_corrected_lines(const Records& records) {
  std::vector<CorrectedLine> out;
  for (const Row& row : records[TableId::kCorrections]) {
    const ConstCells<Corrections> cells(row);
    const auto place = parse_line_rule(cells.text(Corrections::rule));
    if (place && is_of_line(cells)) out.push_back({*place, cells.text(Corrections::after)});
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace codau::record
