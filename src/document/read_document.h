// document/read_document.h — the stage RestoredDocument → Document: the only entry of this room for
// a whole file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// The most documents of a file. If it has more heads, as a book of forms, the last document has
/// the rest.
inline constexpr std::size_t kMaxDocuments = 64;

/// Facts about a file that its text lacks.
struct FileHints {
  /// Type of its first document, as people gave it. Empty: it is read from the text.
  std::string_view type_code = {};
  /// The pages on which documents begin, as people gave them, ascending from 1. A page with nothing
  /// after it begins no document. The beginnings are read from the text in three cases: empty, a
  /// page that the file lacks, a text without pages.
  std::span<const std::uint32_t> first_pages = {};
  /// Names of the file, without folders: witnesses of a handwritten number and date of the first
  /// document.
  std::span<const std::string> names = {};
};

/// Returns the documents of a file, one after another (13.11), each with header, sections, tasks,
/// recipients, references and flags. Each is read by itself. Only a document that another one
/// promulgates takes number, date and issuer from it (Basis::kXref). Values that are not printed
/// stay empty. All sources are bytes of after.text. Throws only Error{kInternal}. Laws: there is at
/// least one document; their bytes together are the text; each non-empty Field::source lies inside
/// after.text, at borders of characters; parents precede children; bytes of sections ascend and
/// never overlap.
[[nodiscard]] std::vector<Document> read_documents(const Lexicon& lexicon,
                                                   const RestoredDocument& input,
                                                   const FileHints& hints = {});

/// Returns the first document of read_documents().
[[nodiscard]] Document read_document(const Lexicon& lexicon, const RestoredDocument& input);

}  // namespace codau::document
