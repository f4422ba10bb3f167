@echo off
rem The nightly check on Windows: what nightly.sh does, for Task Scheduler.
rem
rem   nightly.cmd            the day is that of this machine
rem   nightly.cmd DATE       another day, as 2026-06-01: what came later takes no part
rem
rem SAMENZIEN is the program (usual: samenzien.exe) and NIGHTS the folder of the reports (usual: nights, beside this
rem file). Ends with 0: nothing new; 1: something new; 2: the check failed; 3: rows were set aside, or a report could
rem not be removed. What was said stands in said.txt beside the reports: counts, and names of files and columns;
rem nothing of a case.

setlocal EnableExtensions DisableDelayedExpansion
rem samenzien writes UTF-8.
chcp 65001 >nul
pushd "%~dp0"
if not defined SAMENZIEN set "SAMENZIEN=samenzien.exe"
if not defined NIGHTS set "NIGHTS=nights"
set "CODE=2"

rem Not the variable DATE: it reads "ma 01-06-2026" on a Dutch Windows and otherwise on an English one.
set "TODAY=%~1"
set "ASOF="
if defined TODAY set "ASOF=--as-of=%TODAY%"
if not defined TODAY for /f "usebackq delims=" %%d in (`powershell -NoProfile -Command "(Get-Date).ToString('yyyy-MM-dd', [Globalization.CultureInfo]::InvariantCulture)"`) do set "TODAY=%%d"
if not defined TODAY goto nodate
if not "%TODAY:~4,1%%TODAY:~7,1%"=="--" goto nodate
if "%TODAY:~9,1%"=="" goto nodate
if not "%TODAY:~10%"=="" goto nodate
for /f "delims=0123456789" %%x in ("%TODAY:-=%") do goto nodate

if not exist "%NIGHTS%\" mkdir "%NIGHTS%"
set "NAME=new-%RANDOM%%RANDOM%"
set "NEW=%NIGHTS%\%NAME%"
mkdir "%NEW%"
if not exist "%NEW%\" goto leave

rem The last good night before this one. The first night has none.
set "LAST="
for /f "delims=" %%f in ('dir /b /a-d /on "%NIGHTS%\????-??-??.json" 2^>nul') do if "%%~nf" LSS "%TODAY%" set "LAST=%%f"
set "BASELINE="
if defined LAST set BASELINE=--baseline "%NIGHTS%\%LAST%"

rem A report is whole or not there at all, and takes its place only when the run went well.
"%SAMENZIEN%" screen --profile=nightly %ASOF% %BASELINE% -o "%NEW%\%TODAY%.json" -o "%NEW%\%TODAY%.html" 2>"%NEW%\said.txt"
set "CODE=%ERRORLEVEL%"
rem What was said, but for files that do not stay where they were written.
findstr /v /c:"%NAME%" "%NEW%\said.txt" >"%NIGHTS%\said.txt"
type "%NIGHTS%\said.txt"
if "%CODE%"=="0" goto good
if "%CODE%"=="1" goto news
if "%CODE%"=="3" goto incomplete
if "%CODE%"=="130" goto clean
echo De controle is niet gelukt (the check failed), code %CODE%. Het laatste goede verslag (the last good report): %LAST%
set "CODE=2"
goto clean

:news
echo Er is iets nieuws (there is something new): %NIGHTS%\%TODAY%.html

:good
rem The json comes last: it is what the next night is held against.
move /y "%NEW%\%TODAY%.html" "%NIGHTS%\%TODAY%.html" >nul
if exist "%NEW%\%TODAY%.html" goto unmoved
move /y "%NEW%\%TODAY%.json" "%NIGHTS%\%TODAY%.json" >nul
if exist "%NEW%\%TODAY%.json" goto unmoved
if exist "%NIGHTS%\%TODAY%.incomplete.html" del "%NIGHTS%\%TODAY%.incomplete.html"
"%SAMENZIEN%" purge "%NIGHTS%" >"%NEW%\removed.txt" 2>>"%NIGHTS%\said.txt"
set "PURGED=%ERRORLEVEL%"
type "%NEW%\removed.txt" >>"%NIGHTS%\removed.txt"
if not "%PURGED%"=="0" echo Niet alles is opgeruimd, not all could be removed: %NIGHTS%\removed.txt
if "%CODE%"=="0" set "CODE=%PURGED%"
goto clean

:incomplete
rem To look into, and nothing to hold the next night against.
echo Niet alle rijen zijn gelezen (not all rows were read): %NIGHTS%\%TODAY%.incomplete.html
move /y "%NEW%\%TODAY%.html" "%NIGHTS%\%TODAY%.incomplete.html" >nul
if exist "%NEW%\%TODAY%.html" goto unmoved
goto clean

:unmoved
echo Het verslag kon niet op zijn plaats komen (the report could not take its place): %NIGHTS%
set "CODE=2"

:clean
rmdir /s /q "%NEW%"
goto leave

:nodate
echo Geen datum als 2026-06-01 (no such date): %TODAY%

:leave
popd
endlocal & exit /b %CODE%
