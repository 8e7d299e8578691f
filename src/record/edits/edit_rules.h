// record/edits/edit_rules.h — what a person may edit, and the text that an edit is made on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "record/edits/human_edit.h"
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

/// The review status that a row has after a verdict on it, or after kReopen.
[[nodiscard]] std::string compute_status_after(EditAction action, const Table& table,
                                               const Row& row);

/// What stands for the text of a row that a person has added.
[[nodiscard]] std::string make_added_text(std::string_view first_id);

/// Table, row and column of a value.
using FieldKey = std::tuple<std::string, std::string, std::string>;
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
[[nodiscard]] Value compute_last_day(const std::string& due_date, const std::string& due_op);

/// What is known of a file by the documents that are made of it.
struct SourceFileFacts {
  std::uint32_t pages = 0;                 ///< 0 for a text
  std::set<std::uint32_t> blank = {};      ///< pages that were read and have no text
  std::vector<std::uint32_t> first_pages;  ///< of its documents, ascending
  std::string wanted = {};                 ///< as people have divided it; empty: as it is read
};
/// `of_file`: all of them. `wanted` is of those who have the edits.
[[nodiscard]] SourceFileFacts collect_source_file_facts(std::span<const Records> of_file);

struct Reviewer {
  std::string actor, at;
};

/// An edit with all that it lacked, or why it cannot be made; neither: it is made already.
struct JudgedEdit {
  std::optional<HumanEdit> edit = {};
  std::optional<Message> refused = {};
};

/// Judges what people ask for against the present rows of a document, one edit after another: each
/// sees what those before it have done. `records` must outlive it, and be without cross-references;
/// so must the lexicon.
class EditValidator {
 public:
  /// `edits`: all that the document has had. `file` is needed for kDivide alone.
  EditValidator(const text::Lexicon& lexicon, const Records& records,
                std::span<const HumanEdit> edits, Reviewer reviewer, SourceFileFacts file = {});
  [[nodiscard]] JudgedEdit validate(const EditRequest& request);

 private:
  [[nodiscard]] JudgedEdit judge_set(const EditRequest& request, const Row& row);
  [[nodiscard]] JudgedEdit judge_status(const EditRequest& request, const Row& row);
  [[nodiscard]] JudgedEdit judge_new_row(const EditRequest& request);
  [[nodiscard]] JudgedEdit judge_division(const EditRequest& request, const Row& row);
  [[nodiscard]] std::optional<Message> fault_of_division(
      const std::vector<std::uint32_t>& first_pages) const;
  [[nodiscard]] std::optional<Message> complete(HumanEdit& edit) const;
  [[nodiscard]] std::optional<Message> take_type(HumanEdit& edit) const;
  [[nodiscard]] const Row* find(const std::string& table, const std::string& row_id) const;
  [[nodiscard]] bool lacks(const Row& document, const std::string& field) const;
  [[nodiscard]] bool is_stale(const Table& table, const Row& row) const;
  JudgedEdit take(HumanEdit edit, std::string read);

  const text::Lexicon& lexicon_;
  const Records& records_;
  SourceTexts read_;
  std::set<FieldKey> human_;
  /// Edits that wait, by the table and id of the row that says so.
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> open_;
  std::size_t edits_;
  Reviewer reviewer_;
  SourceFileFacts file_;
  std::map<std::string, std::map<std::string, const Row*, std::less<>>, std::less<>> rows_;
  std::map<FieldKey, Value> set_;  ///< by the edits before
  std::deque<Row> added_;          ///< by the edits before
  std::set<std::pair<std::string, std::string>> gone_;
};

}  // namespace codau::record
