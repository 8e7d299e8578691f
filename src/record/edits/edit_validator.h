// record/edits/edit_validator.h — decides whether an edit that a person asks for can be made.
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

/// Judges edits that people ask for against the present rows of a document. Each edit sees the
/// edits before it. `records` are without cross-references; they and the lexicon must outlive the
/// validator.
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
