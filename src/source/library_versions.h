// source/library_versions.h — the versions of the libraries that turn files into pixels and back.
#pragma once

#include <string>

namespace codau::image {

/// Returns the names and versions of these libraries: "leptonica-1.82.0, poppler 22.12.0, qpdf
/// 11.3.0".
[[nodiscard]] std::string describe_library_versions();

}  // namespace codau::image
