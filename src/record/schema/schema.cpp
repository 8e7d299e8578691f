#include "record/schema/schema.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "record/schema/codes.h"
#include "record/schema/typed_row.h"

namespace codau::record {
namespace {

using enum ColumnType;

constexpr Column make_as_read_column(Column column) {
  column.nullable = kNullable;
  column.max_length = 0;  // the limit holds for the restored text only
  return column;
}

// Defines kTasksColumns and its like for all tables.
// clang-format off
#define TABLE(tag, ...) constexpr auto k##tag##Columns = std::to_array<Column>({
#define COLUMN(column, column_type, is_nullable, vi, en, description, ...)                     \
  {.name = #column, .type = column_type, .nullable = is_nullable, .title_vi = vi,              \
   .title_en = en, .about = description __VA_OPT__(,) __VA_ARGS__},
#define READ_COLUMN(column, is_nullable, vi, en, description, ...)                             \
  COLUMN(column, kText, is_nullable, vi, en, description __VA_OPT__(,) __VA_ARGS__)            \
  make_as_read_column(                                                                         \
      {.name = #column "_ocr", .title_vi = vi " – chữ đọc được", .title_en = en " as read",    \
       .about = "The same as it was read, before restoration." __VA_OPT__(,) __VA_ARGS__}),
#define END_TABLE() });
#include "record/schema/schema.def"
// clang-format on

using Names = std::string_view;
constexpr Names kAgenciesKey[] = {Agencies::agency_id.name};
constexpr Names kDocumentsKey[] = {Documents::doc_id.name};
constexpr Names kSourcesKey[] = {Sources::doc_id.name, Sources::seq.name};
constexpr Names kPagesKey[] = {Pages::doc_id.name, Pages::page_no.name};
constexpr Names kSectionsKey[] = {Sections::section_id.name};
constexpr Names kTasksKey[] = {Tasks::task_id.name};
constexpr Names kTaskDeadlinesKey[] = {TaskDeadlines::task_id.name, TaskDeadlines::seq.name};
constexpr Names kTaskAgenciesKey[] = {TaskAgencies::task_id.name, TaskAgencies::seq.name};
constexpr Names kRecipientsKey[] = {Recipients::doc_id.name, Recipients::seq.name};
constexpr Names kDocRefsKey[] = {DocRefs::ref_id.name};
constexpr Names kAgencyAliasesKey[] = {AgencyAliases::doc_id.name, AgencyAliases::seq.name};
constexpr Names kEvidenceKey[] = {Evidence::table_name.name, Evidence::row_id.name,
                                  Evidence::field.name};
constexpr Names kCorrectionsKey[] = {Corrections::corr_id.name};

constexpr ForeignKey to_document(std::string_view column) {
  return {column, "documents", Documents::doc_id.name};
}
constexpr ForeignKey to_section(std::string_view column) {
  return {column, "sections", Sections::section_id.name};
}
constexpr ForeignKey to_task(std::string_view column) {
  return {column, "tasks", Tasks::task_id.name};
}
constexpr ForeignKey to_agency(std::string_view column) {
  return {column, "agencies", Agencies::agency_id.name};
}
constexpr ForeignKey kAgenciesRefer[] = {to_agency(Agencies::parent_agency_id.name),
                                         to_agency(Agencies::successor_id.name)};
constexpr ForeignKey kDocumentsRefer[] = {to_agency(Documents::organ_agency_id.name)};
constexpr ForeignKey kSourcesRefer[] = {to_document(Sources::doc_id.name)};
constexpr ForeignKey kPagesRefer[] = {to_document(Pages::doc_id.name)};
constexpr ForeignKey kSectionsRefer[] = {to_document(Sections::doc_id.name),
                                         to_section(Sections::parent_section_id.name)};
constexpr ForeignKey kTasksRefer[] = {to_document(Tasks::doc_id.name),
                                      to_section(Tasks::section_id.name),
                                      to_task(Tasks::parent_task_id.name)};
constexpr ForeignKey kTaskDeadlinesRefer[] = {to_task(TaskDeadlines::task_id.name)};
constexpr ForeignKey kTaskAgenciesRefer[] = {to_task(TaskAgencies::task_id.name),
                                             to_agency(TaskAgencies::agency_id.name)};
constexpr ForeignKey kRecipientsRefer[] = {to_document(Recipients::doc_id.name),
                                           to_agency(Recipients::agency_id.name)};
constexpr ForeignKey kDocRefsRefer[] = {
    to_document(DocRefs::doc_id.name), to_section(DocRefs::section_id.name),
    to_agency(DocRefs::organ_agency_id.name), to_document(DocRefs::target_doc_id.name)};
constexpr ForeignKey kAgencyAliasesRefer[] = {to_document(AgencyAliases::doc_id.name),
                                              to_agency(AgencyAliases::agency_id.name)};
constexpr std::span<const ForeignKey> kEvidenceRefer;
constexpr ForeignKey kCorrectionsRefer[] = {to_document(Corrections::doc_id.name)};

// clang-format off
constexpr auto kTables = std::to_array<Table>({
#define TABLE(tag, row, name, vi, en, place) \
  {TableId::k##tag, #name, vi, en, place, k##tag##Columns, k##tag##Key, k##tag##Refer},
#include "record/schema/schema.def"
});
// clang-format on

}  // namespace

std::span<const Table> schema() { return kTables; }

const Table& table(TableId id) { return kTables.at(static_cast<std::size_t>(id)); }

const Table* find_table(std::string_view name) {
  const auto* const found = std::ranges::find(kTables, name, &Table::name);
  return found == kTables.end() ? nullptr : found;
}

const Table& table(std::string_view name) {
  const Table* const found = find_table(name);
  if (found == nullptr) throw Error(ErrorCode::kInternal, "no table is named " + std::string(name));
  return *found;
}

bool is_about_values(const Table& table) {
  return table.id == TableId::kEvidence || table.id == TableId::kCorrections;
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  return found == table.columns.end() ? nullptr : &*found;
}

}  // namespace codau::record
