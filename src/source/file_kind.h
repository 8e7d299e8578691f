// source/file_kind.h — detects the kind of a file that codau does not read, by its content. The
// message about the rejected file names the kind.
#pragma once

#include <string_view>

#include "core/error.h"

namespace codau::image {

/// The kind of a file that codau does not read.
struct FileKind {
  std::string_view name = "unknown";   ///< for people: "ZIP", "DOCX", "HEIC"
  Cause cause = Cause::kNotSupported;  ///< kArchive for "ZIP", kOffice for "DOCX", …
};

/// Returns the kind of an archive or an Office document. A whole PDF may be inside, so ask this
/// before looking for a PDF. Returns the default FileKind for any other content. `bytes`: the whole
/// file, or its beginning. Accepts any bytes.
[[nodiscard]] FileKind detect_container_kind(std::string_view bytes) noexcept;
/// Returns the kind of an archive, an Office document, a picture, sound, a film, an e-mail or a web
/// page. Returns the default FileKind for any other content. Knows no PDF and no picture that codau
/// reads: ask detect_format() (source/source_file.h) first.
[[nodiscard]] FileKind detect_file_kind(std::string_view bytes) noexcept;

}  // namespace codau::image
