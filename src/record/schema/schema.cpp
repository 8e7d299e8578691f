#include "record/schema/schema.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "record/schema/codes.h"

namespace codau::record {
namespace {

using enum ColumnType;

constexpr Column kReviewReasons = {"review_reasons", kList, false,
                                   "Review reasons of this row, a closed list of codes."};
constexpr Column kReviewStatus = {"review_status", kText, false,
                                  "What a person has to do or has done with the row.",
                                  &codes::kReviewStatus};
constexpr Column kDocId = {"doc_id", kText,
                           false,    "Document: first 16 hex digits of the SHA-256 of its source.",
                           nullptr,  16};

constexpr Column ocr(std::string_view name) {
  return {name, kText, kNullable, "The same as it was read, before restoration."};
}
constexpr Column page(std::string_view name, std::string_view about) {
  return {name, kInt, kNullable, about};
}
constexpr Column box(std::string_view about) { return {"bbox", kJson, kNullable, about}; }
constexpr std::string_view kBoxes = "Where it stands: a list of page, x, y, w, h in pixels.";

constexpr auto kDocuments = std::to_array<Column>({
    kDocId,
    {"source_sha256", kText, false, "SHA-256 of the source in hex.", nullptr, 64},
    {"source_bytes", kInt, false, "Size of the source in bytes."},
    {"source_format", kText, false, "Kind of the source.", &codes::kSourceFormat},
    {"page_count", kInt, kNullable, "Pages of the document; NULL for plain text."},
    {"text_layer", kText, false, "What text the source itself carried.", &codes::kTextLayer},
    {"type_code", kText, false, "Abbreviation of the type: KH, QĐ, CV, KHAC without a type."},
    {"type_name", kText, kNullable, "Type as printed; NULL where none is printed."},
    {"tt05_type", kText, kNullable, "Two-digit number of the type in the law's list.", nullptr, 2},
    {"code_number", kText, kNullable, "Number, text with its leading zero.", nullptr, 11},
    ocr("code_number_ocr"),
    {"code_notation", kText, kNullable, "Notation without number and slash.", nullptr, 30},
    ocr("code_notation_ocr"),
    {"issued_place", kText, kNullable, "Place before the comma of the date line."},
    ocr("issued_place_ocr"),
    {"issued_date", kDate, kNullable, "Printed date, only when read in full."},
    {"issued_edtf", kText, kNullable, "Printed date with X for what is blank or unreadable."},
    {"issued_date_ocr", kText, kNullable, "The raw line of place and date."},
    {"issued_date_best", kDate, kNullable, "Date that other rules use."},
    {"issued_date_basis", kText, false, "What the best date rests on.", &codes::kDateBasis},
    {"governing_organ", kText, kNullable, "Organ above the issuing one, as printed.", nullptr, 200},
    ocr("governing_organ_ocr"),
    {"organ_name", kText, kNullable, "Issuing organ, as printed.", nullptr, 200},
    ocr("organ_name_ocr"),
    {"organ_basis", kText, kNullable, "Where the issuing organ was read.", &codes::kOrganBasis},
    {"organ_level", kText, kNullable, "Level of the issuing organ.", &codes::kLevel},
    {"organ_agency_id", kUuid, kNullable, "The issuing organ as an agency."},
    {"organ_code", kText, kNullable, "Organ code from a supplied table, never derived."},
    {"subject", kText, kNullable, "Subject (trích yếu), lines joined.", nullptr, 500},
    ocr("subject_ocr"),
    {"plan_year", kInt, kNullable, "Year that the plan is for."},
    {"period_start", kDate, kNullable, "First day of the period of a plan over years."},
    {"period_end", kDate, kNullable, "Last day of the period of a plan over years."},
    {"signer_authority", kText, kNullable, "Prefixed lines of the signature joined by ' | '."},
    ocr("signer_authority_ocr"),
    {"signer_position", kText, kNullable, "Position above the name.", nullptr, 100},
    ocr("signer_position_ocr"),
    {"signer_name", kText, kNullable, "Name of the signer.", nullptr, 50},
    ocr("signer_name_ocr"),
    {"priority", kText, false, "Urgency mark.", &codes::kPriority},
    {"secrecy", kText, false, "Secrecy mark.", &codes::kSecrecy},
    {"circulation", kText, kNullable, "Limits of circulation, as printed."},
    {"mean_conf", kReal, kNullable, "Mean confidence of the words as read."},
    {"flags", kList, false, "Review reasons of the document as a whole."},
    {"lang", kText, false, "Language.", &codes::kLanguage},
    {"schema_version", kText, false, "Version of these tables.", &codes::kVersion},
    {"pipeline_version", kText, false, "Version of the program that read the document."},
    kReviewReasons,
    kReviewStatus,
});
constexpr auto kSources = std::to_array<Column>({
    kDocId,
    {"seq", kInt, false, "From 1, in order of path."},
    {"source_name", kText, false, "Base name of the file."},
    {"source_path", kText, false, "Path relative to the given input."},
    page("page_from", "First page that belongs to the document; NULL for plain text."),
    page("page_to", "Last page that belongs to the document; NULL for plain text."),
});
constexpr auto kPages = std::to_array<Column>({
    kDocId,
    {"page_no", kInt, false, "From 1."},
    {"width_px", kInt, false, "Width of the page image."},
    {"height_px", kInt, false, "Height of the page image."},
    {"dpi", kInt, kNullable, "Resolution of the page image, where known."},
    {"rotation", kInt, false, "Clockwise turn that makes the text upright."},
    {"mean_conf", kReal, kNullable, "Mean confidence of the words as read."},
    {"image_sha256", kText, kNullable, "SHA-256 of the page image in hex.", nullptr, 64},
    {"text_ocr", kText, kNullable, "All text as read, page furniture too; NULL when none."},
});
constexpr auto kSections = std::to_array<Column>({
    {"section_id", kUuid, false, "uuid5 of section|doc_id|seq."},
    kDocId,
    {"parent_section_id", kUuid, kNullable, "Section that this one stands in."},
    {"seq", kInt, false, "Reading order from 1."},
    {"path", kText, kNullable, "Numbers from the top joined by '.', NULL above the first."},
    {"level", kInt, false, "Depth of the number's form."},
    {"kind", kText, false, "What the section is.", &codes::kSectionKind},
    {"num_raw", kText, kNullable, "Number as printed."},
    {"num_norm", kText, kNullable, "Number repaired, without dot or bracket."},
    {"heading", kText, kNullable, "Heading."},
    ocr("heading_ocr"),
    {"text", kText, kNullable, "Text without number and children."},
    ocr("text_ocr"),
    page("page_from", "First page; NULL for plain text."),
    page("page_to", "Last page; NULL for plain text."),
    box(kBoxes),
    {"confidence", kReal, kNullable, "Mean of the words, weighted by length."},
    kReviewReasons,
    kReviewStatus,
});
constexpr auto kTasks = std::to_array<Column>({
    {"task_id", kUuid, false, "uuid5 of the task's place in the document."},
    kDocId,
    {"section_id", kUuid, false, "Section that the task stands in."},
    {"seq", kInt, false, "Order in the document from 1."},
    {"origin", kText, false, "Row of a task table or duty in prose.", &codes::kTaskOrigin},
    {"appendix", kText, kNullable, "Appendix, e.g. PL2."},
    {"table_no", kInt, kNullable, "Table of the document from 1."},
    {"row_no", kInt, kNullable, "Which task of its appendix or actor it is, from 1."},
    {"ordinal_raw", kText, kNullable, "Ordinal as printed."},
    {"ordinal_norm", kText, kNullable, "Ordinal without dot, text."},
    {"task_code", kText, kNullable, "Code of the task, as printed."},
    {"parent_task_id", kUuid, kNullable, "Task that this one is a part of."},
    {"group_path", kText, kNullable, "Group rows above, e.g. B/II."},
    {"group_text", kText, kNullable, "Texts of the group rows joined by ' / '."},
    {"task_text", kText, kNullable, "What is to be done; NULL only with TASK_EMPTY."},
    ocr("task_text_ocr"),
    {"output", kText, kNullable, "Expected result."},
    ocr("output_ocr"),
    {"lead_raw", kText, kNullable, "Who leads, as printed."},
    ocr("lead_raw_ocr"),
    {"coop_raw", kText, kNullable, "Who supports, as printed."},
    ocr("coop_raw_ocr"),
    {"deadline_raw", kText, kNullable, "Deadline as printed."},
    ocr("deadline_raw_ocr"),
    {"deadline_kind", kText, false, "Kind of the chosen deadline.", &codes::kDeadlineKind},
    {"due_date", kDate, kNullable, "Due date of the chosen deadline."},
    {"due_op", kText, kNullable, "How the due date is meant: before is exclusive.", &codes::kDueOp},
    {"due_last_day", kDate, kNullable, "Last day that is in time."},
    {"due_inferred", kBool, false, "True when a part of the date was not printed."},
    {"period", kText, kNullable, "Period: year, month, quarter, half-year or dates."},
    {"recurrence", kText, kNullable, "RFC 5545 rule without 'RRULE:'."},
    {"anchor", kText, kNullable, "Event that the deadline hangs on."},
    {"budget_raw", kText, kNullable, "Budget as printed."},
    {"budget_vnd", kInt, kNullable, "Budget in đồng."},
    {"note", kText, kNullable, "Note as printed."},
    {"extra", kJson, kNullable, "Cells of unknown columns by their header."},
    page("page_from", "First page; NULL for plain text."),
    page("page_to", "Last page; NULL for plain text."),
    box(kBoxes),
    {"conf_task", kReal, kNullable, "Least confidence of the words of task_text."},
    {"conf_lead", kReal, kNullable, "Least confidence of the words of lead_raw."},
    {"conf_coop", kReal, kNullable, "Least confidence of the words of coop_raw."},
    {"conf_output", kReal, kNullable, "Least confidence of the words of output."},
    {"conf_deadline", kReal, kNullable, "Least confidence of the words of deadline_raw."},
    kReviewReasons,
    kReviewStatus,
});
constexpr auto kTaskDeadlines = std::to_array<Column>({
    {"task_id", kUuid, false, "Task."},
    {"seq", kInt, false, "From 1: the deadline column first, then the task text."},
    {"raw", kText, kNullable, "Deadline as printed; NULL for a blank cell."},
    {"label", kText, kNullable, "What of the task is due, e.g. 6 tháng đầu năm."},
    {"kind", kText, false, "Kind of deadline.", &codes::kDeadlineKind},
    {"rule", kText, false, "Rule that read it, D01 to D51."},
    {"due_date", kDate, kNullable, "Due date."},
    {"due_op", kText, kNullable, "How the due date is meant: before is exclusive.", &codes::kDueOp},
    {"due_last_day", kDate, kNullable, "Last day that is in time."},
    {"start_date", kDate, kNullable, "First day of an interval, or of what recurs."},
    {"period", kText, kNullable, "Period: year, month, quarter, half-year or dates."},
    {"recurrence", kText, kNullable, "RFC 5545 rule without 'RRULE:'."},
    {"recur_count", kInt, kNullable, "How often in each period."},
    {"anchor", kText, kNullable, "Event that the deadline hangs on."},
    {"offset_n", kInt, kNullable, "Distance from the anchor."},
    {"offset_unit", kText, kNullable, "Unit of offset_n.", &codes::kOffsetUnit},
    {"inferred", kBool, false, "True when a part of the date was not printed."},
    {"confidence", kReal, false, "How sure the reading is."},
});
constexpr auto kTaskAgencies = std::to_array<Column>({
    {"task_id", kUuid, false, "Task."},
    {"seq", kInt, false, "From 1, leads first, then as printed."},
    {"role", kText, false, "Part in the task.", &codes::kAgencyRole},
    {"raw", kText, false, "Name as printed."},
    {"norm", kText, false, "Name in normal form."},
    {"agency_id", kUuid, kNullable, "Agency, where it is known."},
    {"level", kText, false, "Level of the agency.", &codes::kLevel},
    {"place", kText, kNullable, "Place of the agency."},
    {"is_collective", kBool, false, "True for a group such as các đơn vị liên quan."},
    {"is_inherited", kBool, false, "True when the name stands in a heading above."},
    {"method", kText, false, "How it was recognised.", &codes::kAgencyMethod},
    {"confidence", kReal, false, "How sure the reading is."},
});
constexpr auto kAgencies = std::to_array<Column>({
    {"agency_id", kUuid, false,
     "uuid5 of agency|name|level|place|valid_from, and |parent of an organ's inner units, |what "
     "lies "
     "above a place whose name others have, or |doc_id where that is not known: names in small "
     "letters, with their marks."},
    {"name", kText, false, "Name in normal form."},
    {"name_key", kText, false, "Name folded for search."},
    {"short_name", kText, kNullable, "Usual abbreviation."},
    {"kind", kText, false, "Kind of agency.", &codes::kAgencyKind},
    {"level", kText, false, "Level.", &codes::kLevel},
    {"place", kText, kNullable, "Place, with what lies above it where others have its name."},
    {"parent_agency_id", kUuid, kNullable, "Agency that this one is a part of."},
    {"organ_code", kText, kNullable, "Organ code from a supplied table, never derived."},
    {"valid_from", kDate, kNullable, "First day of validity; NULL is unbounded."},
    {"valid_to", kDate, kNullable, "Day after the last of validity; NULL is unbounded."},
    {"successor_id", kUuid, kNullable, "Agency that took over."},
    {"source", kText, false, "Where it is known from: codau's lists, or the document."},
});
constexpr auto kRecipients = std::to_array<Column>({
    kDocId,
    {"seq", kInt, false, "From 1, as printed."},
    {"raw", kText, false, "Recipient as printed."},
    ocr("raw_ocr"),
    {"norm", kText, false, "Name in normal form."},
    {"agency_id", kUuid, kNullable, "Agency, where it is known."},
    {"purpose", kText, false, "Why it is sent there.", &codes::kPurpose},
    {"copies", kInt, kNullable, "Number of copies, where printed."},
});
constexpr auto kDocRefs = std::to_array<Column>({
    {"ref_id", kUuid, false, "uuid5 of ref|doc_id|seq."},
    kDocId,
    {"seq", kInt, false, "From 1, as printed."},
    {"section_id", kUuid, kNullable, "Section that the citation stands in."},
    {"raw", kText, false, "Citation as printed."},
    {"relation", kText, false, "What it is for.", &codes::kRelation},
    {"type_code", kText, kNullable, "Type of the cited document."},
    {"number", kText, kNullable, "Its number, text."},
    {"year", kInt, kNullable, "Year in its code or title, else of its date."},
    {"notation", kText, kNullable, "Its notation."},
    {"issued_date", kDate, kNullable, "Its date, when read in full."},
    {"issued_edtf", kText, kNullable, "Its date with X for what is blank."},
    {"organ_raw", kText, kNullable, "Its organ as printed."},
    {"organ_agency_id", kUuid, kNullable, "Its organ as an agency."},
    {"title", kText, kNullable, "Its title as printed."},
    {"target_doc_id", kText, kNullable, "The cited document, when it is in the same store."},
    {"confidence", kReal, false, "How sure the reading is."},
});
constexpr auto kAgencyAliases = std::to_array<Column>({
    kDocId,
    {"seq", kInt, false, "From 1."},
    {"agency_id", kUuid, false, "Agency that is meant."},
    {"alias", kText, false, "Its name as it stands in the document, damaged."},
});
constexpr auto kEvidence = std::to_array<Column>({
    {"table_name", kText, false, "Table of the value."},
    {"row_id", kText, false, "Key of its row; parts of a longer key joined by '|'."},
    {"field", kText, false, "Column of the value."},
    page("page_no", "Page of the value; NULL for plain text or what is not printed."),
    box("Where the value stands: a list of page, x, y, w, h in pixels."),
    {"confidence", kReal, kNullable, "How sure the value is."},
    {"basis", kText, false, "What the value rests on.", &codes::kBasis},
});
constexpr auto kCorrections = std::to_array<Column>({
    {"corr_id", kUuid, false, "uuid5 of corr|doc_id|table|row_id|field|start|seq."},
    kDocId,
    {"table_name", kText, false, "Table of the corrected value."},
    {"row_id", kText, false, "Key of its row; parts of a longer key joined by '|'."},
    {"field", kText, false, "Column of the corrected value."},
    page("page_no", "Page; NULL for plain text."),
    {"start", kInt, false, "First byte in the text as read."},
    {"end", kInt, false, "Byte behind the last in the text as read."},
    {"before", kText, kNullable, "What was read; NULL for an insertion."},
    {"after", kText, kNullable, "What it became; NULL for a deletion."},
    {"rule", kText, false, "Rule or channel that made the change."},
    {"source", kText, false, "Who made it.", &codes::kCorrectionSource},
    {"confidence", kReal, false, "How sure the change is."},
    {"status", kText, false, "Whether it is in the value.", &codes::kCorrectionStatus},
    {"actor", kText, kNullable, "Person, in human rows only."},
    {"at", kText, kNullable, "Time, in human rows only."},
});

constexpr std::string_view kDocKey[] = {"doc_id"};
constexpr std::string_view kDocSeqKey[] = {"doc_id", "seq"};
constexpr std::string_view kPageKey[] = {"doc_id", "page_no"};
constexpr std::string_view kSectionKey[] = {"section_id"};
constexpr std::string_view kTaskKey[] = {"task_id"};
constexpr std::string_view kTaskSeqKey[] = {"task_id", "seq"};
constexpr std::string_view kAgencyKey[] = {"agency_id"};
constexpr std::string_view kRefKey[] = {"ref_id"};
constexpr std::string_view kEvidenceKey[] = {"table_name", "row_id", "field"};
constexpr std::string_view kCorrectionKey[] = {"corr_id"};

constexpr ForeignKey kToDocument = {"doc_id", "documents", "doc_id"};
constexpr ForeignKey kOfDocument[] = {kToDocument};
constexpr ForeignKey kToAgency[] = {{"parent_agency_id", "agencies", "agency_id"},
                                    {"successor_id", "agencies", "agency_id"}};
constexpr ForeignKey kDocumentKeys[] = {{"organ_agency_id", "agencies", "agency_id"}};
constexpr ForeignKey kSectionKeys[] = {kToDocument,
                                       {"parent_section_id", "sections", "section_id"}};
constexpr ForeignKey kTaskKeys[] = {
    kToDocument, {"section_id", "sections", "section_id"}, {"parent_task_id", "tasks", "task_id"}};
constexpr ForeignKey kOfTask[] = {{"task_id", "tasks", "task_id"}};
constexpr ForeignKey kTaskAgencyKeys[] = {{"task_id", "tasks", "task_id"},
                                          {"agency_id", "agencies", "agency_id"}};
constexpr ForeignKey kRecipientKeys[] = {kToDocument, {"agency_id", "agencies", "agency_id"}};
constexpr ForeignKey kRefKeys[] = {kToDocument,
                                   {"section_id", "sections", "section_id"},
                                   {"organ_agency_id", "agencies", "agency_id"},
                                   {"target_doc_id", "documents", "doc_id"}};

constexpr auto kTables = std::to_array<Table>({
    {"agencies", kAgencies, kAgencyKey, kToAgency},
    {"documents", kDocuments, kDocKey, kDocumentKeys},
    {"sources", kSources, kDocSeqKey, kOfDocument},
    {"pages", kPages, kPageKey, kOfDocument},
    {"sections", kSections, kSectionKey, kSectionKeys},
    {"tasks", kTasks, kTaskKey, kTaskKeys},
    {"task_deadlines", kTaskDeadlines, kTaskSeqKey, kOfTask},
    {"task_agencies", kTaskAgencies, kTaskSeqKey, kTaskAgencyKeys},
    {"recipients", kRecipients, kDocSeqKey, kRecipientKeys},
    {"doc_refs", kDocRefs, kRefKey, kRefKeys},
    {"agency_aliases", kAgencyAliases, kDocSeqKey, kRecipientKeys},
    {"evidence", kEvidence, kEvidenceKey, {}},
    {"corrections", kCorrections, kCorrectionKey, kOfDocument},
});

}  // namespace

std::span<const Table> schema() { return kTables; }

const Table& table(std::string_view name) {
  const auto* const found = std::ranges::find(kTables, name, &Table::name);
  if (found == kTables.end()) {
    throw Error(ErrorCode::kInternal, "no table is named " + std::string(name));
  }
  return *found;
}

bool is_about_values(const Table& table) {
  return table.name == "evidence" || table.name == "corrections";
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  return found == table.columns.end() ? nullptr : &*found;
}

}  // namespace codau::record
