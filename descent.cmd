@echo off
rem Starts Descent: builds it with Maven where that is needed, then runs it with Java alone.
rem
rem   JAVA_HOME        the JDK to use, 17 or newer; without it, the java on the PATH
rem   DESCENT_NATIVES  native libraries: avx2 (the default), generic for older processors,
rem                    onednn, onednn-avx2
rem   DESCENT_BACKEND  cpu (the default) or cuda
rem
rem Its own exit codes: 2 a wrong variable; 3 this machine or installation cannot build or start it.

setlocal DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "target=%root%\src\target"
rem Its class path has all that is needed.
set "lessons=%root%\lessons\target"
set "classes=%lessons%\classes"
for %%m in (cli web grading lab torch) do call set "classes=%%classes%%;%%root%%\src\%%m\target\classes"
set "seen=%target%\launcher"
set "stamp=%seen%\stamp"
set "log=%target%\build.log"

rem --- what is wanted ---

set "natives=avx2"
if defined DESCENT_NATIVES set "natives=%DESCENT_NATIVES%"
for %%n in (generic avx2 onednn onednn-avx2) do if "%natives%"=="%%n" goto natives_known
echo descent: DESCENT_NATIVES must be generic, avx2, onednn or onednn-avx2, got %natives% 1>&2
exit /b 2
:natives_known
set "suffix=-%natives%"
if "%natives%"=="generic" set "suffix="

set "backend=cpu"
if defined DESCENT_BACKEND set "backend=%DESCENT_BACKEND%"
set "profile="
set "size=210 MB"
if "%backend%"=="cpu" goto backend_known
if "%backend%"=="cuda" goto backend_cuda
echo descent: DESCENT_BACKEND must be cpu or cuda, got %backend% 1>&2
exit /b 2
:backend_cuda
set "profile=-Pcuda"
set "size=2.6 GB"
:backend_known
set "wanted=natives=%natives% backend=%backend%"

set "java="
if defined JAVA_HOME goto java_home
for %%j in (java.exe) do set "java=%%~$PATH:j"
if defined java goto java_known
echo descent: there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME to one 1>&2
exit /b 3
:java_home
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto java_known
echo descent: JAVA_HOME has no bin\java.exe: set it to a JDK, 17 or newer, or unset it 1>&2
exit /b 3
:java_known

rem --- building ---

rem The java known to be good is remembered, in quotes.
set "good=none"
if exist "%seen%\java" set /p good=<"%seen%\java"
if %good%=="%java%" goto java_good
"%java%" -version 2>&1 | findstr /r /c:"version .1[7-9]" /c:"version .[2-9][0-9]" >nul
if errorlevel 1 goto old_java
2>nul (
  if exist "%seen%" >"%seen%\java" echo "%java%"
)
:java_good

call :is_current
if not errorlevel 1 goto start

call where mvn >nul 2>&1
if errorlevel 1 goto no_maven
if not exist "%target%" mkdir "%target%" 2>nul
if not exist "%target%" goto no_target
set "probe=%target%\launcher.probe.%random%"
2>nul (
  >"%probe%" echo probe
)
if not exist "%probe%" goto no_target
del "%probe%"

echo Building Descent (the first time this downloads up to %size%; see %log%) ... 1>&2

rem One build at a time: Windows lets one process only write to the lock, until it ends.
set "seconds=0"
:lock
set "result="
2>nul (
  9>"%target%\launcher.lock" (
    call :build
  )
)
if defined result goto built
if %seconds%==0 echo Waiting for another build of Descent to end ... 1>&2
set /a seconds+=1
if %seconds% geq 900 goto no_lock
ping -n 2 127.0.0.1 >nul
goto lock

:built
if "%result%"=="done" goto start
findstr /b /c:"[ERROR]" "%log%" | findstr /v /c:"[Help" /c:"-e switch" /c:"-X switch" /c:"more information" 1>&2
findstr /c:"Could not transfer" "%log%" >nul
if not errorlevel 1 goto no_download
echo descent: the build failed; the whole log is %log% 1>&2
exit /b 3

:old_java
echo descent: Descent needs Java 17 or newer: set JAVA_HOME to a newer JDK 1>&2
exit /b 3
:no_maven
echo descent: to build Descent there must be an mvn on the PATH: install Maven 3.6.3 or newer 1>&2
exit /b 3
:no_target
echo descent: cannot write to %target%, where the build goes 1>&2
exit /b 3
:no_lock
echo descent: another build of Descent seems to run since long: if none does, delete %target%\launcher.lock 1>&2
exit /b 3
:no_download
echo descent: the download failed: see to the network and start descent again; the whole log is %log% 1>&2
exit /b 3

rem Holds the lock. Says in "result" how it ended.
:build
call :is_current
if not errorlevel 1 set "result=done"
if defined result exit /b 0
rem No stamp while it builds, so that a build that ends half-way is never taken for a good one.
if exist "%stamp%" del "%stamp%"
call :compare
set "result=failed"
pushd "%root%"
call mvn -B "-Dnatives.suffix=%suffix%" %profile% -pl lessons -am process-classes >"%log%" 2>&1 <nul
if not errorlevel 1 set "result=done"
popd
if "%result%"=="done" >"%stamp%" echo %wanted%
exit /b 0

rem Errorlevel 0 if the build is there and up to date.
:is_current
if not exist "%stamp%" exit /b 1
if not exist "%lessons%\classpath" exit /b 1
set "there="
set /p there=<"%stamp%"
if not "%there%"=="%wanted%" exit /b 1
call :compare /L
if errorlevel 1 exit /b 1
set "jars="
for /f "usebackq delims=" %%c in ("%lessons%\classpath") do set "jars=%%c"
:next_jar
if not defined jars exit /b 0
set "rest="
for /f "tokens=1* delims=;" %%a in ("%jars%") do (
  if not exist "%%a" exit /b 1
  set "rest=%%b"
)
set "jars=%rest%"
goto next_jar

rem With /L: errorlevel 0 if the sources are those of the last build. Without: remembers them.
:compare
for %%m in (torch lab grading web cli) do (
  robocopy "%root%\src\%%m\main" "%seen%\%%m-main" /MIR /R:0 /W:0 %1 >nul
  if errorlevel 1 if "%1"=="/L" exit /b 1
  robocopy "%root%\src\%%m" "%seen%\%%m" pom.xml /R:0 /W:0 %1 >nul
  if errorlevel 1 if "%1"=="/L" exit /b 1
)
robocopy "%root%\lessons\src\main" "%seen%\lessons-main" /MIR /R:0 /W:0 %1 >nul
if errorlevel 1 if "%1"=="/L" exit /b 1
robocopy "%root%\lessons" "%seen%\lessons" pom.xml /R:0 /W:0 %1 >nul
if errorlevel 1 if "%1"=="/L" exit /b 1
robocopy "%root%\src" "%seen%\src" pom.xml /R:0 /W:0 %1 >nul
if errorlevel 1 if "%1"=="/L" exit /b 1
robocopy "%root%" "%seen%\root" pom.xml /R:0 /W:0 %1 >nul
if errorlevel 1 if "%1"=="/L" exit /b 1
exit /b 0

rem --- starting ---

rem The class path goes through the environment, where it may be longer than a command line.
:start
for /f "usebackq delims=" %%c in ("%lessons%\classpath") do set "CLASSPATH=%classes%;%%c"
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Djava.awt.headless=true "-Ddescent.home=%root%" dev.descent.cli.Descent %*
exit /b %errorlevel%
