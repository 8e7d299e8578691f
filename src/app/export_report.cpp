#include "app/export_report.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::app {
namespace {

using exports::ExportReport;
using exports::TableChanges;

constexpr std::size_t kNameColumns = 16, kNumberColumns = 12;

std::string align_right(const std::string& text) {
  return std::string(kNumberColumns - std::min(text::count_code_points(text), kNumberColumns),
                     ' ') +
         text;
}

std::string align_left(const std::string& text) {
  return text +
         std::string(kNameColumns - std::min(text::count_code_points(text), kNameColumns), ' ');
}

std::string format_row(const std::string& name, const TableChanges& changes,
                       std::uint64_t rejected) {
  std::string out = align_left(name);
  for (const std::uint64_t number :
       {changes.inserted, changes.updated, changes.unchanged, changes.removed, rejected}) {
    out += align_right(std::to_string(number));
  }
  return out + '\n';
}

void add_changes(TableChanges& sum, const TableChanges& changes) {
  sum.inserted += changes.inserted;
  sum.updated += changes.updated;
  sum.unchanged += changes.unchanged;
  sum.removed += changes.removed;
}

void append_number(std::string& out, std::string_view key, std::uint64_t number) {
  out += ',';
  text::append_json_string(out, key);
  out += ':' + std::to_string(number);
}

}  // namespace

std::string format_report_text(const ExportReport& report, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::string out = align_left(say("bảng", "table"));
  for (const auto& [vi, en] : {std::pair{"thêm mới", "inserted"},
                               {"cập nhật", "updated"},
                               {"giữ nguyên", "unchanged"},
                               {"xóa", "removed"},
                               {"giữ lại", "rejected"}}) {
    out += align_right(say(vi, en));
  }
  out += '\n';
  TableChanges sum;
  for (const ExportReport::TableReport& table : report.tables) {
    if (!table.changes) return {};
    out += format_row(table.name, *table.changes, table.rows.withheld);
    add_changes(sum, *table.changes);
  }
  return out + format_row(say("tất cả", "all"), sum, report.total().withheld);
}

std::string format_report_json(const ExportReport& report) {
  std::string out = "{\"target\":";
  text::append_json_string(out, report.target);
  out += ",\"tables\":[";
  for (const ExportReport::TableReport& table : report.tables) {
    if (out.back() != '[') out += ',';
    out += "{\"table\":";
    text::append_json_string(out, table.name);
    append_number(out, "store", table.rows.stored);
    append_number(out, "exported", table.rows.delivered);
    append_number(out, "rejected", table.rows.withheld);
    if (table.changes) {
      append_number(out, "inserted", table.changes->inserted);
      append_number(out, "updated", table.changes->updated);
      append_number(out, "unchanged", table.changes->unchanged);
      append_number(out, "removed", table.changes->removed);
      append_number(out, "sent", table.changes->sent);
    }
    out += '}';
  }
  out += ']';
  if (!report.replaced.empty()) out += ",\"replaced\":[";
  for (const exports::OfficeDocumentCount& other : report.replaced) {
    if (out.back() != '[') out += ',';
    out += "{\"office\":";
    text::append_json_string(out, other.office);
    append_number(out, "documents", other.documents);
    out += '}';
  }
  if (!report.replaced.empty()) out += ']';
  if (report.seq) append_number(out, "seq", static_cast<std::uint64_t>(*report.seq));
  if (report.packages) {
    append_number(out, "packages", report.packages->made);
    append_number(out, "files_kept_back", report.packages->without);
  }
  if (report.packages || report.faults > 0) append_number(out, "faults", report.faults);
  return out + "}\n";
}

}  // namespace codau::app
