// record/edits/edit_rules.h — what a person may edit, and the text that an edit is made on.
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

/// Whether rows of the table may be edited at all: those that are read from the document and are
/// its own. Sources, pages, evidence, corrections and agencies, which documents share, are not.
[[nodiscard]] bool is_editable(std::string_view table);
/// Whether a person may set the field: what was read or inferred. Not: keys, places and texts as
/// read, confidences, reasons, the secrecy mark, and what follows from other fields.
[[nodiscard]] bool is_editable(std::string_view table, std::string_view field);
/// Whether an edit may set it: what a person may, and what follows from that
/// (record/edits/derived_edits.h).
[[nodiscard]] bool is_settable(std::string_view table, std::string_view field);
/// Whether a row that a person adds may have it.
[[nodiscard]] bool is_addable(std::string_view table, std::string_view field);
/// The column by which a row hangs on a row of the same document; empty for none.
[[nodiscard]] std::string_view find_parent_column(std::string_view table);
/// The column that tells in corrections of a row that it was added or removed.
[[nodiscard]] std::string_view find_key_field(const Table& table);

/// What was read where the row stands: its `_ocr` columns (of a document the field's own, where it
/// has one); of a row without them what is printed there (raw), behind that of its parent; of a row
/// that a person has added, "human:" and its first id. Edits do not change it; cross-references do.
class SourceTexts {
 public:
  explicit SourceTexts(const Records& records);
  /// One more row that a person adds.
  void add(std::string_view table, const std::string& first_id);
  [[nodiscard]] std::string of(std::string_view table, const Row& row,
                               std::string_view field = {}) const;

 private:
  std::map<std::string, std::string, std::less<>> tasks_;             ///< by task_id
  std::map<std::pair<std::string, std::string>, std::string> added_;  ///< by table and row_id
  std::map<std::pair<std::string, std::string>, std::string> raw_;    ///< where edits changed it
};

/// The review reasons of a row; none in a table that has no such column.
[[nodiscard]] std::vector<std::string> find_reasons(const Table& table, const Row& row);
/// The review status that a row has after a verdict on it, or after kReopen.
[[nodiscard]] std::string compute_status_after(EditAction action, const Table& table,
                                               const Row& row);

/// What stands for the text of a row that a person has added.
[[nodiscard]] std::string make_added_text(std::string_view first_id);

/// The fields that hold what a person has set: nobody else may write them.
[[nodiscard]] std::set<FieldKey> find_human_fields(const Records& records);

/// Whether a document cannot be accepted without the field: its number and its date. A person sets
/// it, or says that the document has none.
[[nodiscard]] bool is_required_field(std::string_view table, std::string_view field);
/// Whether a person says of such a field that the document has none: "không có", or "none".
[[nodiscard]] bool is_none_statement(const Value& value);
/// The review reasons of a document that ask for such a field; empty if none does.
[[nodiscard]] std::vector<std::string> find_missing_reasons(const Row& document,
                                                            std::string_view field);

/// Why a document is not accepted that lacks such a field.
[[nodiscard]] Message make_missing_message(std::string_view field);

/// Whether it is an ISO date that the calendar has.
[[nodiscard]] bool is_iso_date(std::string_view text);
/// Whether it is a rule that due_dates can expand (record/schema/flat_tables.h): FREQ of DAILY
/// (which has no day of its own), WEEKLY, MONTHLY or YEARLY, then any of INTERVAL, UNTIL (a date),
/// of weeks BYDAY (one day), of months and years BYMONTH and BYMONTHDAY, each once, numbers without
/// leading zeros.
[[nodiscard]] bool is_recurrence(std::string_view text);
/// The last day that is in time, NULL where none is (standards 6.2).
[[nodiscard]] std::optional<std::string> compute_last_day(const std::string& due_date,
                                                          const std::string& due_op);

}  // namespace codau::record
