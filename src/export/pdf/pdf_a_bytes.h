// export/pdf/pdf_a_bytes.h — the rules of PDF/A-2b (ISO 19005-2; clauses in brackets) for bytes
// that are no PDF objects: JPEG 2000 images, colour profiles, metadata.
#pragma once

#include <string>
#include <string_view>

namespace codau::exports {

/// Tells whether the bytes are a JPEG 2000 file (JP2) that PDF/A-2b permits [6.2.8.3]:
/// 1. It has one or three channels of equal depth, up to 38 bits, and no palette.
/// 2. It has one colour description: grey, sRGB, sYCC or a restricted ICC profile.
[[nodiscard]] bool is_archival_jpx(std::string_view bytes);

/// Tells whether PDF/A-2b permits an ICC profile [6.2.4.2]. Parameters:
/// 1. `header`: at least the first 128 bytes of the profile.
/// 2. `for_output`: true for the profile of an output intent, false for that of a colour space.
/// 3. `channels`: number of channels of this output intent or colour space.
/// The profile of an output intent is permitted if:
/// 1. its version is 2 to 4;
/// 2. its class is screen or printer [6.2.3];
/// 3. its colours are RGB, and `channels` is 3.
/// The profile of a colour space may also have the class scanner or colour space. It may also be
/// Lab with 3 channels, or grey with 1 channel.
[[nodiscard]] bool is_archival_profile(std::string_view header, int channels, bool for_output);

/// Entries of the document information (/Info). Texts are UTF-8, and every member may be empty.
struct PdfInformation {
  std::string title = {}, author = {}, subject = {}, keywords = {};
  std::string creator = {};   ///< program that made the original
  std::string producer = {};  ///< program that made the PDF
  std::string created = {};   ///< as PDF writes dates: D:20251231235959+07'00'
  std::string changed = {};   ///< in the same form
};

/// Returns an XMP packet that claims PDF/A-2b and repeats `information`.
/// 1. Empty members are left out.
/// 2. A date without a valid time is written without time. A date without a valid month and day is
///    written as the year alone. A date without a year is left out.
/// 3. In texts, controls become spaces, and ill-formed bytes become U+FFFD. A text is cut after
///    about 2,000 bytes.
[[nodiscard]] std::string make_xmp_packet(const PdfInformation& information);

/// Returns an sRGB profile (ICC), which is compiled into the program.
[[nodiscard]] std::string_view srgb_profile();

}  // namespace codau::exports
