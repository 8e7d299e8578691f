// source/image_pdf.h — converts picture files (TIFF, PNG, JPEG, WebP, JPEG 2000) to a PDF without
// text. Later steps make a searchable PDF of it.
#pragma once

#include <memory>
#include <string>

#include "source/source_file.h"

namespace codau::image {

/// Makes one PDF of one or several files. Each picture becomes a page. The size of the page is that
/// of the picture at its resolution.
/// 1. A JPEG of 1 or 3 colours, and a JPEG 2000 file (.jp2) that is not cut short, are stored as
///    they are. All other pictures are stored without loss.
/// 2. The page shows the pixels of SourceFile::load_page_image().
/// 3. A picture that cannot be decoded becomes an empty page of the size
///    SourceFile::load_page_size().
/// 4. The same files give the same bytes.
class ImagePdfWriter {
 public:
  ImagePdfWriter();
  ~ImagePdfWriter();
  ImagePdfWriter(const ImagePdfWriter&) = delete;
  ImagePdfWriter& operator=(const ImagePdfWriter&) = delete;

  /// Appends the pages of a file that is no PDF. Throws Error{Cause::kOutOfMemory}.
  void add(const SourceFile& source);
  /// Returns the bytes of the PDF. If no page could be decoded, throws the error of the last page
  /// (SourceFile). Call once, after at least one add().
  [[nodiscard]] std::string write_pdf();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Returns the PDF of one file. Throws as ImagePdfWriter does.
[[nodiscard]] std::string make_image_pdf(const SourceFile& source);

}  // namespace codau::image
