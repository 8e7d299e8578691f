// record/edits/edit_validator.h — decides whether an edit that a person requests can be made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "record/edits/edit_rules.h"

namespace codau::record {

/// Facts about a file, collected from its documents.
struct SourceFileFacts {
  std::uint32_t pages = 0;                 ///< number of pages; 0: plain text
  std::set<std::uint32_t> blank = {};      ///< pages that were read and have no text
  std::vector<std::uint32_t> first_pages;  ///< of its documents, ascending
  std::string wanted = {};                 ///< division that people want (kDivide); empty: as read
};
/// Collects the facts of a file from all its documents. The caller sets `wanted`, which comes from
/// the edits.
[[nodiscard]] SourceFileFacts collect_source_file_facts(std::span<const Records> of_file);

/// The person who makes edits, and the time in UTC: 2026-01-31T08:05:00Z.
struct Reviewer {
  std::string actor, at;
};

/// The result for one request: the completed edit, or the reason for refusal. If both are empty,
/// the edit changes nothing, because it has been made before.
struct JudgedEdit {
  std::optional<HumanEdit> edit = {};
  std::optional<Message> refused = {};
};

/// Validates requested edits against the present rows of a document. Each request takes the
/// accepted edits before it into account. Keeps references: `records` and the lexicon must outlive
/// the validator. `records` are without cross-references.
class EditValidator {
 public:
  /// Argument `edits` has all edits of the document so far. Only kDivide needs `file`.
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
  static void follow(const Table& table, Row& row);
  [[nodiscard]] std::optional<Message> take_type(HumanEdit& edit) const;
  [[nodiscard]] const Row* find(const std::string& table, const std::string& row_id) const;
  [[nodiscard]] bool lacks(const Row& document, std::string_view field) const;
  [[nodiscard]] std::string find_doc_id() const;
  [[nodiscard]] bool is_stale(const Table& table, const Row& row) const;
  JudgedEdit take(HumanEdit edit, std::string read);

  const text::Lexicon& lexicon_;
  const Records& records_;
  SourceTexts read_;
  std::set<FieldKey> human_;
  /// Edits that wait for review, by table and id of the row with their review reason.
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> open_;
  std::size_t edits_;
  Reviewer reviewer_;
  SourceFileFacts file_;
  std::map<std::string, std::map<std::string, const Row*, std::less<>>, std::less<>> rows_;
  std::map<FieldKey, Value> set_;  ///< values set by earlier edits
  std::deque<Row> added_;          ///< rows added by earlier edits
  std::set<std::pair<std::string, std::string>> gone_;
};

}  // namespace codau::record
