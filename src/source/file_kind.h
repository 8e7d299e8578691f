// source/file_kind.h — tells the kind of a file by its content, so that the message of its
// rejection names the kind.
#pragma once

#include <string_view>

#include "core/error.h"

namespace codau::image {

/// The kind of a file that codau does not read.
struct FileKind {
  std::string_view name = "unknown";   ///< for people: "ZIP", "DOCX", "HEIC"
  Cause cause = Cause::kNotSupported;  ///< kArchive for "ZIP", kOffice for "DOCX", …
};

/// Detects archives and Office documents, which may contain a whole PDF. Returns the default
/// FileKind for any other content. `bytes`: the whole file, or its beginning; only some parts are
/// read. Accepts any bytes.
[[nodiscard]] FileKind detect_container_kind(std::string_view bytes) noexcept;
/// Detects the same kinds, and also pictures, sound, film, e-mail and web pages. A PDF or a picture
/// that codau reads is "unknown": ask detect_format() (source/source_file.h) first.
[[nodiscard]] FileKind detect_file_kind(std::string_view bytes) noexcept;

}  // namespace codau::image
