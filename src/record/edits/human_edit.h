// record/edits/human_edit.h — the edits of people: values set, rows accepted, rejected, added or
// removed. Edits are stored apart from rows. When rows are made again, the edits are applied again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/message.h"
#include "record/edits/edit_places.h"
#include "record/rows/records.h"

namespace codau::record {

/// The kind of an edit.
enum class EditAction : std::uint8_t {
  kSet,     ///< sets the value of a field
  kAccept,  ///< a verdict: the row is right
  kReject,  ///< a verdict: the row is wrong; it stays, with this status
  kAddRow,
  kRemoveRow,
  kReopen,  ///< takes the verdict on a row back
  kDivide,  ///< sets where the documents of a file begin; an edit of the first document
  kSetLine  ///< sets the text of a printed line; an edit of the document (line_edits.h)
};

/// Origin of an edit that moved when its file was divided anew (record/edits/carry_edits.h). Has
/// document and row, index among the edits made there, first page of the document (0: plain text).
struct EditOrigin {
  std::string doc_id, row_id;
  std::size_t place = 0;
  std::uint32_t page = 0;
  bool is_lost = false;  ///< its row was in no document; a row with its text is another
  bool operator==(const EditOrigin&) const = default;
};

/// One edit by a person.
struct HumanEdit {
  EditAction action = EditAction::kSet;
  std::string table, row_id;  ///< row_id() of record/schema/row.h
  std::string field;          ///< of kSet; of kReopen: the field in doubt again, if any
  PrintedLine line = {};      ///< of kSetLine
  /// For kSet: the new value. For kDivide: first pages of the documents, "1,4,9". For kSetLine: the
  /// text, which may be blank. NULL for kDivide and kSetLine: as read.
  Value value;
  Row row;  ///< of kAddRow: the whole row
  /// Whole rows of agencies that an agency_id in `value` or `row` refers to, if new to the
  /// document. They follow from a text that is set. Nobody may request them.
  std::vector<Row> agencies;
  Value before;  ///< old value (kSet), old text (kSetLine), else the old review status
  /// Text as read of the row (record/edits/edit_rules.h). For kAddRow: of the parent row. For
  /// kSetLine: the line as restored.
  std::string read;
  /// For a verdict on a document: its pages in the file, "1-4"; empty for plain text.
  std::string pages;
  std::string actor, at;                ///< person and time: 2026-01-31T08:05:00Z
  std::optional<EditOrigin> from = {};  ///< set if the edit was made on another document
  /// For a verdict: make_edit_key() of the open edits on the row. The verdict settles them.
  std::vector<std::string> seen = {};
  bool operator==(const HumanEdit&) const = default;
};

/// Returns a key for an edit that stays the same in whichever document of the file the edit is.
[[nodiscard]] std::string make_edit_key(std::string_view doc_id, const HumanEdit& edit);

/// An edit that a person requests.
struct EditRequest {
  std::string doc_id;
  HumanEdit edit;                      ///< without before, read, actor and at
  std::optional<Value> expected = {};  ///< present value, as the requester believes
};
/// A line that is no valid request.
struct BadRequest {
  std::string doc_id;  ///< if known; the document's other requests are refused, too
  Message why;
};
using RequestedEdit = std::variant<EditRequest, BadRequest>;

/// Limits in bytes for a line of an edits file, and for one text in the line.
inline constexpr std::size_t kMaxEditLineBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMaxEditTextBytes = std::size_t{1} << 16U;

/// Parses a line of an edits file: a JSON object with doc_id, table, row_id and action. The action
/// decides whether field and value, or row (an object of columns), are needed. `before` is
/// optional. Texts become NFC, blank texts NULL. The action set_line takes no table and row, but
/// page (not for plain text), line, before, and value: a text of one line, or null. Accepts any
/// line; refuses unknown, missing, mistyped or overlong members.
[[nodiscard]] RequestedEdit parse_edit_request(std::string_view line);

/// Returns the edit as one line of JSON. Law: edit_from_json(to_json(edit)) == edit.
[[nodiscard]] std::string to_json(const HumanEdit& edit);
/// Parses JSON of to_json(). Returns nothing for any other text, or if table or column are gone.
[[nodiscard]] std::optional<HumanEdit> edit_from_json(std::string_view json);
/// Returns whether JSON that is no known edit may be one of a newer codau: it has action and table.
[[nodiscard]] bool may_be_newer(std::string_view json);

/// Returns the last division by people (kDivide); empty without one, or if it was taken back.
[[nodiscard]] std::string find_wanted_division(std::span<const HumanEdit> edits);

/// An edit that waits for review.
struct OpenEdit {
  std::size_t place = 0;  ///< index in the list of edits
  /// Whether the edit was applied although its maker had not seen the previous edit of the same
  /// value. This happens when two edited copies of a document are joined.
  bool is_disputed = false;
  /// The row with the review reason: EDIT_CONFLICT if disputed, else EDIT_STALE. This is the edit's
  /// own row, its task or the document; empty if no such row exists.
  std::string table = {}, row_id = {};
  bool operator==(const OpenEdit&) const = default;
};

/// The rows of a document after its edits, and the edits that are open, ascending.
struct EditedRecords {
  Records records;
  std::vector<OpenEdit> open;
};

/// Applies edits to the rows of one document, in their order; a later edit wins. The rows must be
/// without cross-references (record/citations/xref.h). An edit means the row with its id and the
/// same text as read (edit.read), else the only row of the table with that text. If neither exists,
/// the edit is open (a conflict). An open edit is settled by one of these:
/// 1. A later edit of the same field.
/// 2. A verdict whose maker saw it open (HumanEdit::seen). The verdict must not be open, taken back
///    (kReopen), or of another document.
/// Edits of rows that a person has removed do nothing. The actions:
/// 1. kSet writes value, evidence (basis human, confidence 1) and a correction (source human,
///    actor, time). Its `before` is the `_ocr` text, which corrections turn into the value, else
///    the old value. All other corrections of the field become `rejected`.
/// 2. kAccept and kReject set review_status; kReopen sets it by the review reasons, which stay. A
///    verdict on a document is open if the pages differ, and counts for no other document. Law: an
///    accepted document has no find_unsettled_doubts() and no edit since.
/// 3. kDivide changes no row; the next run divides the file. kSetLine changes none: the rows were
///    made with it (line_edits.h). If not, it is open, unless a later edit of the line follows.
/// 4. kAddRow adds a row under its parent, and agencies. kRemoveRow removes a row, all rows that
///    need it, and their evidence and corrections. Both write a correction of the key, with
///    `before` or `after` empty.
/// Also computes due_last_day; issued_edtf, issued_date_best and its basis; deadlines that run from
/// that date, and the columns that tasks copy (record/edits/relative_deadlines.h). Review reasons
/// stay, except those of computed dates, and NUMBER_PROPOSED if the number is set.
/// Laws: applying twice gives the same as once; edits may come at once or one by one; valid rows
/// stay valid (record/schema/validate.h).
[[nodiscard]] EditedRecords apply_edits(const text::Lexicon& lexicon, Records records,
                                        std::span<const HumanEdit> edits);

}  // namespace codau::record
