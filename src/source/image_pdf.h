// source/image_pdf.h — converts picture files (TIFF, PNG, JPEG, WebP, JPEG 2000) to a PDF, from
// which a searchable PDF is made later.
#pragma once

#include <memory>
#include <string>

#include "source/source_file.h"

namespace codau::image {

/// Makes one PDF of one or several files. Each picture is a page; its size is that of the picture
/// at its resolution.
/// 1. JPEG of 1 or 3 colours and whole JPEG 2000 files are stored as they are, all other pictures
///    without loss.
/// 2. Pixels lie as in SourceFile::load_page_image().
/// 3. A picture that cannot be decoded becomes an empty page. Its size is that of
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
  /// Returns the bytes of the PDF. Throws the error of the last page (SourceFile) if no page could
  /// be decoded. Call once, after at least one add().
  [[nodiscard]] std::string write_pdf();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Returns the PDF of one file. Throws as ImagePdfWriter does.
[[nodiscard]] std::string make_image_pdf(const SourceFile& source);

}  // namespace codau::image
