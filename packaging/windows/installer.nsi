; The installer for Windows. packaging/setup_exe.py compiles it and says STAGE (the built folder), OUT, VERSION,
; NUMBERS, TARGET, APP_ID, ICON, SIDE, WORDS and, where there is a key, SIGN.
;
;   relapp-…-setup.exe [/S] [/D=FOLDER]     /S asks nothing
;   uninstall.exe [/S] [/DATA=remove]       without /DATA=remove the shop's data stays
;
; Exit codes: 0 done; 1 stopped by whoever sat there; 2 a file could not be written; 3 relapp is open; 4 this Windows is
; too old; 5 the disk is too full. After every code but 0, all is as it was.
Unicode true
Target ${TARGET}
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define PUBLISHER "relapp contributors"
!define SHORTCUT "$SMPROGRAMS\relapp.lnk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\relapp"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\relapp.exe"
!define CLASSES "Software\Classes"
!define SHOP "${APP_ID}.shop"
!define ASSOCIATIONS_CHANGED 0x08000000
!define READ_AND_WRITE 2

; Windows 10 version 1809, the oldest that Qt runs on.
!define OLDEST_BUILD 17763
!define CODE_OPEN 3
!define CODE_OLD 4
!define CODE_FULL 5

Name "relapp"
BrandingText "relapp ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\relapp"
InstallDirRegKey HKCU "Software\relapp" "InstallDir"
SetCompressor /SOLID lzma
SetCompressorDictSize 32
; A file that cannot be written ends the installation; it must not be passed over.
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS Win10

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 ProductName "relapp"
BrandingText "relapp ${VERSION}"
VIAddVersionKey /LANG=1033 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileDescription "Installer of relapp"
VIAddVersionKey /LANG=1033 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1033 LegalCopyright "${PUBLISHER}, Apache License 2.0"
!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

Var DataFolder
Var DataBox
Var DataGoes

; --- pages ---

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "$(WORDS_WELCOME)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipIfInstalled
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE StayApart
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\relapp.exe"
!insertmacro MUI_PAGE_FINISH
; The words of the page that un.AskAboutData stands in for.
!define MUI_UNCONFIRMPAGE
UninstPage custom un.AskAboutData un.HearAboutData
!insertmacro MUI_UNPAGE_INSTFILES

; The first is for people whose language is not among them.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Italian"
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_LANGUAGE "Polish"
!insertmacro MUI_LANGUAGE "PortugueseBR"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Turkish"
!include /CHARSET=UTF8 "${WORDS}"

; --- what stops an installation before it changes anything ---

; A running program holds its own file open.
!macro RefuseWhileOpen PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${Break}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(WORDS_OPEN)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel ${CODE_OPEN}
        Abort
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(WORDS_OLD)" /SD IDOK
    SetErrorLevel ${CODE_OLD}
    Abort
  ${EndIf}
  Call StayApart
  !insertmacro RefuseWhileOpen "relapp.exe"
  !insertmacro RefuseWhileOpen "relapp.com"
FunctionEnd

; Whatever folder is chosen, the program has one of its own in it: what it replaces and removes is never another's.
Function StayApart
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "relapp"
    StrCpy $INSTDIR "$INSTDIR\relapp"
  ${EndIf}
FunctionEnd

Function SkipIfInstalled
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    Abort
  ${EndIf}
FunctionEnd

; --- installing: everything is unpacked beside what is there, then both change places ---

!macro EachPart DO
  !insertmacro ${DO} "_internal"
  !insertmacro ${DO} "relapp.exe"
  !insertmacro ${DO} "relapp.com"
!macroend

!macro SetAside PART
  ${If} ${FileExists} "$INSTDIR\${PART}"
    Rename "$INSTDIR\${PART}" "$INSTDIR\relapp-old\${PART}"
  ${EndIf}
!macroend

!macro PutInPlace PART
  Rename "$INSTDIR\relapp-new\${PART}" "$INSTDIR\${PART}"
!macroend

!macro PutBack PART
  ${If} ${FileExists} "$INSTDIR\relapp-old\${PART}"
    !insertmacro Remove "${PART}"
    Rename "$INSTDIR\relapp-old\${PART}" "$INSTDIR\${PART}"
  ${EndIf}
!macroend

!macro Remove PART
  Delete "$INSTDIR\${PART}"
  RMDir /r "$INSTDIR\${PART}"
!macroend

Section "relapp" PROGRAM
  Call RefuseIfFull
  ; An earlier installation may have been cut off, by a power failure for instance.
  !insertmacro EachPart PutBack
  RMDir /r "$INSTDIR\relapp-old"
  RMDir /r "$INSTDIR\relapp-new"
  SetOutPath "$INSTDIR\relapp-new"
  !cd "${STAGE}"
  File /r *
  ; Windows does not rename the folder that a program stands in.
  SetOutPath "$INSTDIR"
  Call ChangePlaces
  ; First out of the way under a name that nothing is put back from: what is in use may stay until the next time.
  RMDir /r "$INSTDIR\relapp-gone"
  Rename "$INSTDIR\relapp-old" "$INSTDIR\relapp-gone"
  RMDir /r "$INSTDIR\relapp-gone"
  RMDir /r "$INSTDIR\relapp-new"
  CreateShortcut "${SHORTCUT}" "$INSTDIR\relapp.exe"
  Call NameShortcut
  Call Register
SectionEnd

Function RefuseIfFull
  CreateDirectory "$INSTDIR"
  SectionGetSize ${PROGRAM} $1
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r2, p 0, p 0) i .r3'
  System::Int64Op $2 / 1024
  Pop $2
  ${If} $3 <> 0
  ${AndIf} $2 L< $1
    IntOp $0 $1 / 1024
    MessageBox MB_OK|MB_ICONSTOP "$(WORDS_FULL)" /SD IDOK
    SetErrorLevel ${CODE_FULL}
    Abort
  ${EndIf}
FunctionEnd

Function ChangePlaces
  CreateDirectory "$INSTDIR\relapp-old"
  ClearErrors
  !insertmacro EachPart SetAside
  !insertmacro EachPart PutInPlace
  WriteUninstaller "$INSTDIR\relapp-new\uninstall.exe"
  ${If} ${Errors}
    Abort
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  !insertmacro PutInPlace "uninstall.exe"
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  !insertmacro EachPart PutBack
  ${IfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    !insertmacro EachPart Remove
  ${EndIf}
  RMDir /r "$INSTDIR\relapp-new"
  RMDir "$INSTDIR\relapp-old"
  RMDir "$INSTDIR"
  GetErrorLevel $0
  ${If} $0 <> ${CODE_FULL}
    MessageBox MB_OK|MB_ICONSTOP "$(WORDS_FAILED)" /SD IDOK
  ${EndIf}
FunctionEnd

; Windows gathers the program's windows under this entry only if both bear the same name.
Function NameShortcut
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P= 0
    Return
  ${EndIf}
  ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}", .r1)'
  ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}", .r2)'
  ${If} $1 P<> 0
  ${AndIf} $2 P<> 0
    ${IPersistFile::Load} $1 '("${SHORTCUT}", ${READ_AND_WRITE})'
    System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID}) p .r3'
    System::Call '*(&w${NSIS_MAX_STRLEN} "${APP_ID}") p .r4'
    System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},, p r4) p .r5'
    ${IPropertyStore::SetValue} $2 '($3, $5)'
    ${IPropertyStore::Commit} $2 ""
    ${IPersistFile::Save} $1 '("${SHORTCUT}", 1)'
    System::Free $3
    System::Free $4
    System::Free $5
  ${EndIf}
  !insertmacro ComHlpr_SafeRelease $2
  !insertmacro ComHlpr_SafeRelease $1
  !insertmacro ComHlpr_SafeRelease $0
FunctionEnd

Function Register
  WriteRegStr HKCU "Software\relapp" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\relapp.exe"
  WriteRegStr HKCU "${APP_PATH}" "Path" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\${SHOP}" "" "$(WORDS_TYPE)"
  WriteRegStr HKCU "${CLASSES}\${SHOP}\DefaultIcon" "" "$INSTDIR\relapp.exe,0"
  WriteRegStr HKCU "${CLASSES}\${SHOP}\shell\open\command" "" '"$INSTDIR\relapp.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.relapp" "" "${SHOP}"
  WriteRegStr HKCU "${CLASSES}\.relapp\OpenWithProgids" "${SHOP}" ""
  System::Call 'shell32::SHChangeNotify(i ${ASSOCIATIONS_CHANGED}, i 0, p 0, p 0)'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "relapp"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\relapp.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  SectionGetSize ${PROGRAM} $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
FunctionEnd

; --- uninstalling ---

Function un.onInit
  !insertmacro RefuseWhileOpen "relapp.exe"
  !insertmacro RefuseWhileOpen "relapp.com"
  ; Where the program itself looks first: relapp/paths.py.
  StrCpy $DataFolder "$INSTDIR\relapp-data"
  ${IfNot} ${FileExists} "$DataFolder\*.*"
    StrCpy $DataFolder "$LOCALAPPDATA\relapp"
  ${EndIf}
  StrCpy $DataGoes ${BST_UNCHECKED}
  ${GetParameters} $0
  ${GetOptions} $0 "/DATA=" $1
  ${If} $1 == "remove"
    StrCpy $DataGoes ${BST_CHECKED}
  ${EndIf}
FunctionEnd

Function un.AskAboutData
  !insertmacro MUI_HEADER_TEXT "$(MUI_UNTEXT_CONFIRM_TITLE)" "$(MUI_UNTEXT_CONFIRM_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 64u "$(WORDS_LEAVES)"
  Pop $0
  ${NSD_CreateCheckBox} 0 70u 100% 12u "$(WORDS_DATA)"
  Pop $DataBox
  ${NSD_SetState} $DataBox $DataGoes
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^UninstallBtn)"
  nsDialogs::Show
FunctionEnd

Function un.HearAboutData
  ${NSD_GetState} $DataBox $DataGoes
  ${If} $DataGoes = ${BST_CHECKED}
  ${AndIf} ${Cmd} `MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(WORDS_REALLY)" IDNO`
    Abort
  ${EndIf}
FunctionEnd

Section "Uninstall"
  ClearErrors
  Delete "$INSTDIR\relapp.exe"
  ${If} ${Errors}
    SetErrorLevel ${CODE_OPEN}
    Abort
  ${EndIf}
  ; By name: somebody may have put other things into the folder.
  !insertmacro EachPart Remove
  RMDir /r "$INSTDIR\relapp-gone"
  Delete "$INSTDIR\uninstall.exe"
  Delete "${SHORTCUT}"
  Call un.Register
  ${If} $DataGoes = ${BST_CHECKED}
    RMDir /r "$DataFolder"
    ${If} ${FileExists} "$DataFolder"
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(WORDS_LEFT)" /SD IDOK
    ${EndIf}
  ${EndIf}
  RMDir "$INSTDIR"
SectionEnd

Function un.Register
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${CLASSES}\${SHOP}"
  ; Another program may have taken the file type since.
  ReadRegStr $0 HKCU "${CLASSES}\.relapp" ""
  ${If} $0 == "${SHOP}"
    DeleteRegValue HKCU "${CLASSES}\.relapp" ""
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.relapp\OpenWithProgids" "${SHOP}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.relapp\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.relapp"
  DeleteRegKey HKCU "Software\relapp"
  System::Call 'shell32::SHChangeNotify(i ${ASSOCIATIONS_CHANGED}, i 0, p 0, p 0)'
FunctionEnd
