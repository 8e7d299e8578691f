// pipeline/edits/document_lines.h — the printed lines of a document, and which corrections of them
// can be made (record/edits/line_edits.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/range.h"
#include "record/edits/edit_validator.h"
#include "record/edits/human_edit.h"
#include "record/edits/line_edits.h"
#include "store/store.h"

namespace codau::pipeline {

/// The lines of a document: as shown, without values that people set, and as restored. One object
/// serves the requests of one command.
class DocumentLines {
 public:
  /// Loads the lines. The document has no lines if its texts are missing or damaged.
  DocumentLines(const store::Store& store, const std::string& doc_id);

  /// Completes a request (EditAction::kSetLine), or refuses it. The reasons to refuse it are:
  /// 1. The document has no such line, or the line is blank.
  /// 2. The line differs from the expected text.
  /// 3. The command has another text for the same line.
  /// 4. The text changes words that show a value which a person set. The value has to be set anew.
  /// The edit leaves out other such values in the line, and "[…]" for unread ink.
  [[nodiscard]] record::JudgedEdit judge(const record::EditRequest& request,
                                         const record::Reviewer& who);

  /// Returns true if the text file is as codau wrote it, or missing. A command that was killed may
  /// have written the accepted corrections to the file.
  [[nodiscard]] bool is_file_ours(const std::filesystem::path& file) const;

 private:
  /// A text and its lines.
  struct LinesOfText {
    std::string text;
    std::vector<ByteRange> lines;
    std::vector<std::size_t> pages;  ///< index of the first line of each page
    [[nodiscard]] std::string line(std::size_t index) const {
      return std::string(slice(std::string_view(text), lines[index]));
    }
  };
  [[nodiscard]] LinesOfText split(std::string text) const;
  [[nodiscard]] std::optional<std::size_t> find_index(const record::PrintedLine& place) const;
  [[nodiscard]] std::optional<std::string> remove_values(std::size_t index,
                                                         const std::string& wanted) const;

  LinesOfText shown_, made_, restored_;
  std::vector<ByteRange> values_;                // words of shown_ that are values set by people
  std::uint32_t first_page_ = 0;                 // 0: plain text
  std::uint32_t first_line_ = 1;                 // number of the first line on its page
  std::map<std::size_t, std::string> accepted_;  // texts of accepted requests, by index
};

/// Edits of a document, as the store keeps them.
struct EditsOfDocument {
  std::string doc_id;
  std::vector<std::string> edits;
};
/// Returns the last correction of each line in all documents of a file. Argument `first`: the first
/// document of the file. Argument `news`: edits of one document that replace those of the store.
[[nodiscard]] std::vector<record::LineCorrection> find_lines_of_file(
    const store::Store& store, const std::string& first,
    const std::optional<EditsOfDocument>& news = {});

}  // namespace codau::pipeline
