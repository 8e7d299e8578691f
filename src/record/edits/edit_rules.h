// record/edits/edit_rules.h — decides which rows and fields a person may edit. Also returns the
// text as read that ties an edit to its row.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/schema/field_key.h"
#include "text/lexicon.h"

namespace codau::record {

/// Returns whether rows of the table may be edited: rows that are read from the document and belong
/// to it. Sources, pages, evidence and corrections may not, nor agencies, which documents share.
[[nodiscard]] bool is_editable(std::string_view table);
/// Returns whether a person may set the field: a value that was read or inferred. These may not be
/// set: keys, places, texts as read, confidences, review reasons, the secrecy mark, and values that
/// follow from other fields.
[[nodiscard]] bool is_editable(std::string_view table, std::string_view field);
/// Returns whether an edit may set the field. These are the fields that a person may set, and those
/// that derive_edits() sets (record/edits/derived_edits.h).
[[nodiscard]] bool is_settable(std::string_view table, std::string_view field);
/// Returns whether a row that a person adds may have the field. An empty `field` asks whether
/// people may add rows to the table at all.
[[nodiscard]] bool is_addable(std::string_view table, std::string_view field);
/// Returns the column that refers to the parent row in the same document; empty if the table has no
/// such column.
[[nodiscard]] std::string_view find_parent_column(std::string_view table);
/// Returns the column whose corrections record that a row was added or removed.
[[nodiscard]] std::string_view find_key_field(const Table& table);

/// The text as read of each row, by which edits find their rows. Edits never change this text, but
/// cross-references do. The text is the first of these:
/// 1. "human:" and the row's first id, if a person has added the row.
/// 2. The `_ocr` column of the given field of a document, if there is one.
/// 3. The column `raw` of a citation.
/// 4. The `_ocr` columns of the row.
/// 5. The text of the parent task and the printed text (`raw`), if the row is an agency or deadline
///    of a task.
/// A text of more than 2,000 bytes is replaced by its SHA-256.
class SourceTexts {
 public:
  explicit SourceTexts(const Records& records);
  /// Adds a row that a person adds.
  void add(std::string_view table, const std::string& first_id);
  /// Returns the text as read of a row.
  [[nodiscard]] std::string of(std::string_view table, const Row& row,
                               std::string_view field = {}) const;

 private:
  std::map<std::string, std::string, std::less<>> tasks_;             ///< text as read, by task_id
  std::map<std::pair<std::string, std::string>, std::string> added_;  ///< by table, row_id
  std::map<std::pair<std::string, std::string>, std::string> raw_;    ///< printed text before edits
};

/// Returns the review reasons of a row; empty if its table has no such column.
[[nodiscard]] std::vector<std::string> find_reasons(const Table& table, const Row& row);
/// Returns the review status of a row after a verdict on the row, or after kReopen.
[[nodiscard]] std::string compute_status_after(EditAction action, const Table& table,
                                               const Row& row);

/// Returns the text that stands for the text as read of a row that a person has added.
[[nodiscard]] std::string make_added_text(std::string_view first_id);

/// Returns the fields that a person has set. Nothing but an edit may change them.
[[nodiscard]] std::set<FieldKey> find_human_fields(const Records& records);

/// Returns whether a document cannot be accepted without the field: number and date of issue. A
/// person sets the field, or states that the document has no such value.
[[nodiscard]] bool is_required_field(std::string_view table, std::string_view field);
/// Returns whether a person states that the document has no such value: "không có", or "none".
[[nodiscard]] bool is_none_statement(const Value& value);
/// Returns the review reasons of a document that ask for such a field; empty if no reason does.
[[nodiscard]] std::vector<std::string> find_missing_reasons(const Row& document,
                                                            std::string_view field);

/// Returns the message that a document cannot be accepted because the field is missing.
[[nodiscard]] Message make_missing_message(std::string_view field);

/// Returns whether the text is an ISO date (2026-01-31) that exists in the calendar.
[[nodiscard]] bool is_iso_date(std::string_view text);
/// Returns whether the text is a recurrence rule that due_dates can expand
/// (record/schema/flat_tables.h). The rule begins with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY; DAILY
/// has no due days. Each of these parts may follow once:
/// 1. INTERVAL, from 1 to 9999, and UNTIL, a date (20261231).
/// 2. After WEEKLY: BYDAY with one day (MO).
/// 3. After MONTHLY and YEARLY: BYMONTH with months, and BYMONTHDAY with one day.
/// Numbers have no leading zeros.
[[nodiscard]] bool is_recurrence(std::string_view text);
/// Returns the last day that is in time (standards 6.2): the day before due_date for "before", else
/// due_date. Returns nothing for "after", or if either argument is empty.
[[nodiscard]] std::optional<std::string> compute_last_day(const std::string& due_date,
                                                          const std::string& due_op);

}  // namespace codau::record
