// record/edits/human_edit.h — what a person sets, accepts, rejects, adds or removes, as a value
// that outlives the rows: rows are made again, edits are applied to them again.
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
#include "record/rows/records.h"

namespace codau::record {

enum class EditAction : std::uint8_t {
  kSet,
  kAccept,
  kReject,
  kAddRow,
  kRemoveRow,
  kReopen,
  kDivide  ///< where the documents of a file begin; of the first of them
};

/// The document of its file on which an edit was made that has been divided anew since
/// (record/edits/carry_edits.h): the row there, its place among the edits made there, and where the
/// document began (0 in a text).
struct EditOrigin {
  std::string doc_id, row_id;
  std::size_t place = 0;
  std::uint32_t page = 0;
  bool is_lost = false;  ///< its row was in no document then: one that has its text is another
  bool operator==(const EditOrigin&) const = default;
};

struct HumanEdit {
  EditAction action = EditAction::kSet;
  std::string table, row_id;  ///< row_id as record/schema/row.h has it
  std::string field;          ///< of kSet; of kReopen the one that is in doubt again, if it is one
  /// Of kSet; of kDivide the first pages of the documents, "1,4,9"; NULL: as they are read.
  Value value;
  Row row;  ///< of kAddRow alone: whole
  /// Rows of agencies, whole, that an agency_id of value or row leads to: a document may come to
  /// name one that was not read in it. Nobody may ask for them: they follow from a text that is
  /// set.
  std::vector<Row> agencies;
  /// What stood there: the value (kSet), the review status (kAccept, kReject, kReopen); else NULL.
  Value before;
  /// The text that it was made on (record/edits/edit_rules.h); of kAddRow that of the parent row.
  std::string read;
  /// Of a verdict on a document: its pages in the file then, "1-4"; empty for a text.
  std::string pages;
  std::string actor, at;                ///< who, and when: 2026-01-31T08:05:00Z
  std::optional<EditOrigin> from = {};  ///< where it was made, if that is another document
  /// Of a verdict: the edits that were open on its row, by make_edit_key(): it settles them.
  std::vector<std::string> seen = {};
  bool operator==(const HumanEdit&) const = default;
};

/// By which an edit in the document is known, whichever documents of the file it has been in.
[[nodiscard]] std::string make_edit_key(std::string_view doc_id, const HumanEdit& edit);

/// An edit as somebody asks for it.
struct EditRequest {
  std::string doc_id;
  HumanEdit edit;                      ///< without before, read, actor and at
  std::optional<Value> expected = {};  ///< what the asker believes to stand there
};
/// A line that asks for nothing that can be understood.
struct BadRequest {
  std::string doc_id;  ///< where it can be told; its other edits are not made either
  Message why;
};
using RequestedEdit = std::variant<EditRequest, BadRequest>;

/// Bytes that a line of a file of edits, and a text in it, may have.
inline constexpr std::size_t kMaxEditLineBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMaxEditTextBytes = std::size_t{1} << 16U;

/// One line of a file of edits: an object of doc_id, table, row_id, action and, as the action asks,
/// field and value, or row (an object of columns), and perhaps before. Texts become NFC, blank ones
/// NULL. Whatever is unknown, missing, of the wrong type or too long is refused. Total.
[[nodiscard]] RequestedEdit parse_edit_request(std::string_view line);

/// As the store keeps it, on one line. Law: edit_from_json(to_json(edit)) == edit.
[[nodiscard]] std::string to_json(const HumanEdit& edit);
/// Nothing for what is no edit, or names a table or column that is no more. Total.
[[nodiscard]] std::optional<HumanEdit> edit_from_json(std::string_view json);
/// Whether what is no edit here may be one of a newer codau: an object with an action and a table.
[[nodiscard]] bool may_be_newer(std::string_view json);

/// As people have last divided the file (kDivide); empty for nobody, or as it is read.
[[nodiscard]] std::string find_wanted_division(std::span<const HumanEdit> edits);

/// Pages from 1 on, ascending (several documents may begin on one page), at most as many as a file
/// may have documents; nothing for any other text, and empty for none. Law:
/// parse_pages(to_text(pages)) == pages.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> parse_pages(std::string_view text);
[[nodiscard]] std::string to_text(std::span<const std::uint32_t> pages);

/// An edit that waits for review.
struct OpenEdit {
  std::size_t place = 0;  ///< in the list of edits
  /// It was applied, though who made it had not seen the edit before it of the same place: two
  /// copies of the document were edited, and joined.
  bool is_disputed = false;
  /// Which row has the review reason EDIT_CONFLICT or, of one that was not applied, EDIT_STALE: its
  /// own, the task that it belongs to, or the document. Empty where there is none.
  std::string table = {}, row_id = {};
  bool operator==(const OpenEdit&) const = default;
};

struct EditedRecords {
  Records records;
  std::vector<OpenEdit> open;  ///< ascending
};

/// The rows of one document with the edits applied, in their order: later ones win.
///
/// Which row an edit means: the one of its id where the same text was read (edit.read); else the
/// only one of its table where it was, since rows move when rules change; else none: a conflict.
/// It is settled by a later edit of the same field, or by a verdict whose maker saw it open
/// (HumanEdit::seen), unless that is open itself, of another document, or taken back (kReopen).
/// Edits of rows that a person has removed do nothing.
/// - kSet writes value, evidence of basis human and confidence 1, and a correction of source human,
///   actor and at. A field with an `_ocr` has it as the correction's `before`, so that corrections
///   still turn it into the value; others have what stood there. What machines corrected or
///   proposed in the field becomes `rejected`, and so does an earlier edit of it.
/// - kAccept and kReject set review_status; the reasons stay. kReopen makes it what they say. A
///   verdict on a document holds for its pages, else it is a conflict, and for no other document.
///   Law: an accepted document has no find_unsettled_doubts() and no edit since.
/// - kDivide is for the next run, which divides the file so; no row is another.
/// - kAddRow puts the row in, under its parent where that is now; kRemoveRow takes out the row, all
///   that cannot be without it, and evidence and corrections of these. Either leaves a correction
///   of the key: nothing before an added row, nothing after a removed one.
/// Nothing else is derived anew, but due_last_day from due_date and due_op; issued_edtf,
/// issued_date_best and its basis from issued_date; the agencies of an edit are put in; and by
/// record/edits/relative_deadlines.h the deadlines that run from that date, and what a task has
/// from edited deadlines. Review reasons stay, but for those of a date that it counts and for
/// NUMBER_PROPOSED of a number that was set. `records` must be without cross-references
/// (record/citations/xref.h). Laws: applied twice is applied once; edits may come at once or one by
/// one; rows that keep the promises of the schema still do (record/schema/validate.h).
[[nodiscard]] EditedRecords apply_edits(const text::Lexicon& lexicon, Records records,
                                        std::span<const HumanEdit> edits);

}  // namespace codau::record
