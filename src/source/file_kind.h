// source/file_kind.h — what a file is that is no scan, by its content: for the words of its
// refusal.
#pragma once

#include <string_view>

#include "core/error.h"

namespace codau::image {

/// "ZIP" and kArchive, "DOCX" and kOffice, …
struct FileKind {
  std::string_view name = "unknown";
  Cause cause = Cause::kNotSupported;
};

/// Kinds that begin with bytes of their own and may hold whole other files, a PDF among them:
/// archives and documents of Office. kNotSupported for any other. `bytes`: the whole file, or its
/// beginning; of a long one some parts are looked at, never all of it. Total.
[[nodiscard]] FileKind detect_container_kind(std::string_view bytes) noexcept;
/// As above; pictures, sound, film, e-mail and web pages too.
[[nodiscard]] FileKind detect_file_kind(std::string_view bytes) noexcept;

}  // namespace codau::image
