// document/read_document.h — the stage RestoredDocument → Document.
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

/// Of a file of more heads, as a book of forms is one, the rest is the last one's.
inline constexpr std::size_t kMaxDocuments = 64;

/// What is known of a file besides its text.
struct FileHints {
  /// Of its first document, as people gave it. Empty: it is read from the text.
  std::string_view type_code = {};
  /// The pages on which documents begin, as people gave them, ascending from 1. A page with nothing
  /// after it begins no document. The beginnings are read from the text in three cases: empty, a
  /// page that the file lacks, a text without pages.
  std::span<const std::uint32_t> first_pages = {};
  /// Without folders: witnesses of the handwritten number and date of the first document.
  std::span<const std::string> names = {};
};

/// The documents of a file one behind the other (13.11), each with header, sections, tables, tasks,
/// recipients, references and flags, as the lexicon knows agencies, places and words. Each is read
/// by itself, but that what another one promulgates has its number, date and issuer (Basis::kXref).
/// Never invents: what is not printed stays empty. Sources inside deadlines, agencies and
/// references are bytes of after.text, as every other. Throws nothing but kInternal. Laws: there is
/// one at least; their bytes make up the text; every non-empty Field::source lies inside after.text
/// and is on character borders; parents precede children; section bytes ascend and never overlap.
[[nodiscard]] std::vector<Document> read_documents(const Lexicon& lexicon,
                                                   const RestoredDocument& input,
                                                   const FileHints& hints = {});

/// The first of them.
[[nodiscard]] Document read_document(const Lexicon& lexicon, const RestoredDocument& input);

}  // namespace codau::document
