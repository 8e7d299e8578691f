#include "record/edits/edit_row_finder.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "record/edits/edit_rules.h"
#include "record/edits/edit_validator.h"
#include "record/schema/find_cell.h"
#include "record/schema/typed_row.h"

namespace codau::record {
namespace {

PageRange pages_of_document(const Records& records) {
  return find_page_range(records[TableId::kSources]);
}

/// Returns the table of the row that places the edit: the edit's own, or the parent's for kAddRow.
std::string_view table_of_row(const HumanEdit& edit) {
  const std::string_view parent = find_parent_column(edit.table);
  if (edit.action != EditAction::kAddRow || parent.empty()) return edit.table;
  return std::ranges::find(table(edit.table).foreign_keys, parent, &ForeignKey::column)->table;
}

}  // namespace

PageRange find_page_range(std::span<const Row> sources) {
  PageRange out;
  for (const Row& row : sources) {
    const ConstCells<Sources> cells(row);
    const PageRange of{static_cast<std::uint32_t>(cells.get(Sources::page_from).value_or(0)),
                       static_cast<std::uint32_t>(cells.get(Sources::page_to).value_or(0))};
    if (of.from == 0 || of.to < of.from) continue;
    out = {out.to == 0 ? of.from : std::min(out.from, of.from), std::max(out.to, of.to)};
  }
  return out;
}

void RowIndex::add(const std::string& id, const std::string& text) {
  if (read.emplace(id, text).second) of_text.emplace(text, id);
}

std::string RowIndex::find(const std::string& id, const std::string& text, bool is_lost) const {
  const auto same = read.find(id);
  if (same != read.end() && same->second == text) return id;
  if (is_lost) return {};
  const auto [first, last] = of_text.equal_range(text);
  if (text.empty() || first == last || std::next(first) != last) return {};
  return first->second;
}

EditRowFinder::EditRowFinder(const Records& records) {
  const SourceTexts texts(records);
  for (const Table& one : schema()) {
    if (!is_editable(one.name)) continue;
    for (const Row& row : records[one.id])
      places_[std::string(one.name)].add(row_id(one, row), texts.of(one.name, row));
  }
  lines_ = find_corrected_lines(records);
  if (!records[TableId::kDocuments].empty()) document_ = records[TableId::kDocuments].front();
}

std::size_t EditRowFinder::count(const HumanEdit& edit) const {
  if (edit.table == Documents::kName || edit.read.empty()) return 0;
  const auto places = places_.find(table_of_row(edit));
  return places == places_.end() ? 0 : places->second.of_text.count(edit.read);
}

std::string EditRowFinder::find(const HumanEdit& edit, bool is_lost) const {
  const Table& one = table(edit.table);
  if (one.id == TableId::kDocuments) {
    if (document_.empty()) return {};
    const std::string id = row_id(one, document_);
    if (edit.action == EditAction::kSetLine)
      return std::ranges::find(lines_, edit.line, &CorrectedLine::place) == lines_.end() ? "" : id;
    const bool is_same = SourceTexts({}).of(one.name, document_, edit.field) == edit.read;
    return is_same && (id == edit.row_id || !edit.read.empty()) ? id : std::string();
  }
  std::string id = edit.row_id;
  if (edit.action == EditAction::kAddRow) {
    const std::string_view parent = find_parent_column(edit.table);
    if (parent.empty() || edit.row.size() != one.columns.size()) return {};
    id = find_cell_text(one, edit.row, parent);
    if (id.empty()) return {};
  }
  const auto places = places_.find(table_of_row(edit));
  if (places == places_.end()) return {};
  const std::string found = places->second.find(id, edit.read, is_lost);
  return found.empty() || edit.action != EditAction::kAddRow ? found : edit.row_id;
}

std::string format_page_range(const Records& records) {
  const PageRange pages = pages_of_document(records);
  return pages.to == 0 ? std::string()
                       : std::to_string(pages.from) + '-' + std::to_string(pages.to);
}

std::uint32_t find_first_page(const Records& records) { return pages_of_document(records).from; }

SourceFileFacts collect_source_file_facts(std::span<const Records> of_file) {
  SourceFileFacts out;
  for (const Records& records : of_file) {
    const PageRange of = pages_of_document(records);
    if (of.to == 0) continue;
    out.first_pages.push_back(of.from);
    out.pages = std::max(out.pages, of.to);
    for (const Row& row : records[TableId::kPages]) {
      const ConstCells<Pages> page(row);  // a page that was not read has no picture
      const auto number = page.get(Pages::page_no);
      if (number && !page.text(Pages::image_sha256).empty() && page.text(Pages::text_ocr).empty())
        out.blank.insert(static_cast<std::uint32_t>(*number));
    }
  }
  std::ranges::sort(out.first_pages);
  return out;
}

}  // namespace codau::record
