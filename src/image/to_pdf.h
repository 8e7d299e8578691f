// image/to_pdf.h — a scan that is no PDF as one: what a searchable PDF is then made of.
#pragma once

#include <string>

#include "image/source_file.h"

namespace codau::image {

/// A PDF with a page for every picture of a TIFF, PNG, JPEG, WebP or JPEG 2000 file, as large as
/// the picture at its resolution. JPEG and JPEG 2000 data go in as they are; what else was read
/// goes in without loss. Pixels lie as in SourceFile::page_image(). A page of several that cannot
/// be decoded is an empty one of its size: its reading has said why. Deterministic. Errors as of
/// SourceFile, where no page can be decoded.
[[nodiscard]] std::string image_pdf(const SourceFile& source);

}  // namespace codau::image
